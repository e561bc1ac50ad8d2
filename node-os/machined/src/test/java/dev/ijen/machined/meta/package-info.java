@NullMarked
package dev.ijen.machined.meta;

import org.jspecify.annotations.NullMarked;

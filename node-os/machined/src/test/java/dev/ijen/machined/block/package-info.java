@NullMarked
package dev.ijen.machined.block;

import org.jspecify.annotations.NullMarked;

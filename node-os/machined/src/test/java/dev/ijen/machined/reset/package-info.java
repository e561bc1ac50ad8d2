@NullMarked
package dev.ijen.machined.reset;

import org.jspecify.annotations.NullMarked;

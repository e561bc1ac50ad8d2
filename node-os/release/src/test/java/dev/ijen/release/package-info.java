@NullMarked
package dev.ijen.release;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.release;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.slot;

import org.jspecify.annotations.NullMarked;

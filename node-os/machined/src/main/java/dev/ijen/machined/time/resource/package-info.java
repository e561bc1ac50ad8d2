/** Clocks. */
@NullMarked
package dev.ijen.machined.time.resource;

import org.jspecify.annotations.NullMarked;

/** Checks before and after a disruption. */
@NullMarked
package dev.ijen.operator.gate;

import org.jspecify.annotations.NullMarked;

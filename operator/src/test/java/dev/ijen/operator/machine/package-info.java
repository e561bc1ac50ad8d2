/** Decisions about machines, without a cluster. */
@NullMarked
package dev.ijen.operator.machine;

import org.jspecify.annotations.NullMarked;

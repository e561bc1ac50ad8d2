/** Pools: which machines, which revision, and rollouts of configs. */
@NullMarked
package dev.ijen.operator.pool;

import org.jspecify.annotations.NullMarked;

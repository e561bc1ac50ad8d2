/** A fleet of simulated machines in virtual time, and the rules that no rollout may break. */
@NullMarked
package dev.ijen.operator.sim;

import org.jspecify.annotations.NullMarked;

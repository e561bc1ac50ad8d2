/**
 * The engine that changes the machines of a pool: a pure planner, and the loop that carries out
 * what it decides.
 */
@NullMarked
package dev.ijen.operator.rollout;

import org.jspecify.annotations.NullMarked;

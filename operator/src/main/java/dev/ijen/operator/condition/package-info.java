/** Conditions and events: what the operator tells people and programs. */
@NullMarked
package dev.ijen.operator.condition;

import org.jspecify.annotations.NullMarked;

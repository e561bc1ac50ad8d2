/** Tests. */
@NullMarked
package dev.ijen.operator.rollout;

import org.jspecify.annotations.NullMarked;

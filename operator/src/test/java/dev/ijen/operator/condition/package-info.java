/** Tests of conditions. */
@NullMarked
package dev.ijen.operator.condition;

import org.jspecify.annotations.NullMarked;

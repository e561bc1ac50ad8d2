/** Tests of meters and alerts. */
@NullMarked
package dev.ijen.operator.metrics;

import org.jspecify.annotations.NullMarked;

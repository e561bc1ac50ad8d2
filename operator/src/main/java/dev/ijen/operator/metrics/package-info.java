/** What the operator counts and measures. */
@NullMarked
package dev.ijen.operator.metrics;

import org.jspecify.annotations.NullMarked;

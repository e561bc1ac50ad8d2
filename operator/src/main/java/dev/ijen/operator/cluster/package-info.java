/** The cluster of a namespace: leave to disrupt, and sums. */
@NullMarked
package dev.ijen.operator.cluster;

import org.jspecify.annotations.NullMarked;

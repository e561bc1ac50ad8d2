/** Tests of the sums of a cluster. */
@NullMarked
package dev.ijen.operator.cluster;

import org.jspecify.annotations.NullMarked;

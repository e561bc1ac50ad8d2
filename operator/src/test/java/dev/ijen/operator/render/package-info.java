/** Merging, without a cluster. */
@NullMarked
package dev.ijen.operator.render;

import org.jspecify.annotations.NullMarked;

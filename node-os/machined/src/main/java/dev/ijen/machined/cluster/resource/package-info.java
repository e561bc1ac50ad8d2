/** Who the node is in its cluster. */
@NullMarked
package dev.ijen.machined.cluster.resource;

import org.jspecify.annotations.NullMarked;

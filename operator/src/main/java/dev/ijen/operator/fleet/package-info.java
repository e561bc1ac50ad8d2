/** Nodes as the fleet service shows them, and the calls that change them. */
@NullMarked
package dev.ijen.operator.fleet;

import org.jspecify.annotations.NullMarked;

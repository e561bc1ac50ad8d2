/** The client against nodes that speak the real contract. */
@NullMarked
package dev.ijen.operator.node;

import org.jspecify.annotations.NullMarked;

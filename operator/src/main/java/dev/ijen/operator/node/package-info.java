/** The nodes behind one small interface, and the client that reaches them. */
@NullMarked
package dev.ijen.operator.node;

import org.jspecify.annotations.NullMarked;

/** Who may call which method of the node API. */
@NullMarked
package dev.ijen.access;

import org.jspecify.annotations.NullMarked;

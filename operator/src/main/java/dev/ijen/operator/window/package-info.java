/** When machines may be disrupted. Pure. */
@NullMarked
package dev.ijen.operator.window;

import org.jspecify.annotations.NullMarked;

/** Tests. */
@NullMarked
package dev.ijen.operator.window;

import org.jspecify.annotations.NullMarked;

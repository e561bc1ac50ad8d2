/** Tests. */
@NullMarked
package dev.ijen.operator.upgrade;

import org.jspecify.annotations.NullMarked;

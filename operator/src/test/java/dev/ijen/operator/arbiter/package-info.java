/** Tests. */
@NullMarked
package dev.ijen.operator.arbiter;

import org.jspecify.annotations.NullMarked;

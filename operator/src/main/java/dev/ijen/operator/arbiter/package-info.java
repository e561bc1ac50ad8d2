/** Who may be disrupted now. Pure. */
@NullMarked
package dev.ijen.operator.arbiter;

import org.jspecify.annotations.NullMarked;

/** Which disks to look at: prefixes, reorderings, torn writes. */
@NullMarked
package dev.ijen.prover.state;

import org.jspecify.annotations.NullMarked;

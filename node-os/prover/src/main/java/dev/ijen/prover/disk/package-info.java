/** Disks as sectors: the one before, and those that power cuts make of it. */
@NullMarked
package dev.ijen.prover.disk;

import org.jspecify.annotations.NullMarked;

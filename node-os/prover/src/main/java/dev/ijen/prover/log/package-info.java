/** The writes that a disk was given, as QEMU recorded them. */
@NullMarked
package dev.ijen.prover.log;

import org.jspecify.annotations.NullMarked;

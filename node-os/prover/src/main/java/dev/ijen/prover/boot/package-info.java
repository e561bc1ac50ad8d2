/** What firmware, boot loader and kernel make of a disk, written from their specifications. */
@NullMarked
package dev.ijen.prover.boot;

import org.jspecify.annotations.NullMarked;

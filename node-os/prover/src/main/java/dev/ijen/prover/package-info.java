/**
 * Proof that no power cut strands a node: the recorded writes of an upgrade, every disk that a
 * power cut may make of them, and what the boot loader would start from each.
 *
 * <p>Everything is read by code of its own, from the partition table to the hash tree, so that the
 * proof does not share the bugs of what it judges.
 */
@NullMarked
package dev.ijen.prover;

import org.jspecify.annotations.NullMarked;

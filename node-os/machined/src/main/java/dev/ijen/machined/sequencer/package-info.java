/** Sequences of phases of tasks: plans as data, and what runs them. */
@NullMarked
package dev.ijen.machined.sequencer;

import org.jspecify.annotations.NullMarked;

/** One file for what each task does. */
@NullMarked
package dev.ijen.machined.sequencer.task;

import org.jspecify.annotations.NullMarked;

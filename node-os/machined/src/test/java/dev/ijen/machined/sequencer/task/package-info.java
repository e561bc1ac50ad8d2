@NullMarked
package dev.ijen.machined.sequencer.task;

import org.jspecify.annotations.NullMarked;

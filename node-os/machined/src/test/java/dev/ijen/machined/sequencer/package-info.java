@NullMarked
package dev.ijen.machined.sequencer;

import org.jspecify.annotations.NullMarked;

/**
 * The two slots of a node: the words, the order in which the loader takes boot entries, and the
 * transitions between good states. Pure: reads and writes nothing.
 */
@NullMarked
package dev.ijen.slots;

import org.jspecify.annotations.NullMarked;

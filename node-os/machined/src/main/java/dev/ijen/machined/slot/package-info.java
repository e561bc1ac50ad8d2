/**
 * The slots of this node: what is in them, the trial of a new one, the record of the last boots.
 */
@NullMarked
package dev.ijen.machined.slot;

import org.jspecify.annotations.NullMarked;

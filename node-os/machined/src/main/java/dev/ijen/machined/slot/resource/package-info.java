/** Resource types of our own about slots and boots. */
@NullMarked
package dev.ijen.machined.slot.resource;

import org.jspecify.annotations.NullMarked;

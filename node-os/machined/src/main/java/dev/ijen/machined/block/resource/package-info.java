/** Disks and volumes. */
@NullMarked
package dev.ijen.machined.block.resource;

import org.jspecify.annotations.NullMarked;

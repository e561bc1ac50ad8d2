/** Builds the node's root file system, boot image and disk from locked parts. */
@NullMarked
package dev.ijen.image;

import org.jspecify.annotations.NullMarked;

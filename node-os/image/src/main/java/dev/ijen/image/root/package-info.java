/** The node's root file system. */
@NullMarked
package dev.ijen.image.root;

import org.jspecify.annotations.NullMarked;

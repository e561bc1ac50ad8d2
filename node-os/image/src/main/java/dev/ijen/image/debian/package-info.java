/** Debian packages: which, which version exactly, and how they get here. */
@NullMarked
package dev.ijen.image.debian;

import org.jspecify.annotations.NullMarked;

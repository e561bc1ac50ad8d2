/** Builds third-party programs from pinned Go modules into the user's cache. */
@NullMarked
package dev.ijen.image.parts;

import org.jspecify.annotations.NullMarked;

/**
 * Releases of an image: signed, as OCI images, and variants of one that tests and demos roll out.
 */
@NullMarked
package dev.ijen.image.release;

import org.jspecify.annotations.NullMarked;

/** Tests of the parts builder. */
@NullMarked
package dev.ijen.image.parts;

import org.jspecify.annotations.NullMarked;

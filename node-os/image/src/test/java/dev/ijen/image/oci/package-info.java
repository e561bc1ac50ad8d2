/** Tests of the oci builder. */
@NullMarked
package dev.ijen.image.oci;

import org.jspecify.annotations.NullMarked;

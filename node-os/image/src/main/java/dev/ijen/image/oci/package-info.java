/** Container images, assembled without a container runtime. */
@NullMarked
package dev.ijen.image.oci;

import org.jspecify.annotations.NullMarked;

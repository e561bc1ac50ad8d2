/** Services as resources. */
@NullMarked
package dev.ijen.machined.v1alpha1;

import org.jspecify.annotations.NullMarked;

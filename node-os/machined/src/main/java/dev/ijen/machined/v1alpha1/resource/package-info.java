/** Services. */
@NullMarked
package dev.ijen.machined.v1alpha1.resource;

import org.jspecify.annotations.NullMarked;

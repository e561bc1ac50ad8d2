/** A client of containerd, as far as system services need it. */
@NullMarked
package dev.ijen.machined.containerd;

import org.jspecify.annotations.NullMarked;

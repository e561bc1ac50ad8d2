/** Tests of the package of the same name. */
@NullMarked
package dev.ijen.lab.controlplane;

import org.jspecify.annotations.NullMarked;

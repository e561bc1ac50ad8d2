/** Tests of the package of the same name. */
@NullMarked
package dev.ijen.lab.node;

import org.jspecify.annotations.NullMarked;

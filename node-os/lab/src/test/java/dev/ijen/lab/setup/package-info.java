/** Tests of the package of the same name. */
@NullMarked
package dev.ijen.lab.setup;

import org.jspecify.annotations.NullMarked;

/** Tests of the package of the same name. */
@NullMarked
package dev.ijen.lab.process;

import org.jspecify.annotations.NullMarked;

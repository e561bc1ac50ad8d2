/** Tests of the command line. */
@NullMarked
package dev.ijen.ctl;

import org.jspecify.annotations.NullMarked;

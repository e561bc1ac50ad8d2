/** Which disk a system may be installed on, and how it is laid out. Pure. */
@NullMarked
package dev.ijen.machined.install;

import org.jspecify.annotations.NullMarked;

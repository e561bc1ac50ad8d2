/** Taking from a node what it has: what is asked for, what of it is done, and the doing. */
@NullMarked
package dev.ijen.machined.reset;

import org.jspecify.annotations.NullMarked;

/** What the fragments of a pool say at one time. */
@NullMarked
package dev.ijen.operator.revision;

import org.jspecify.annotations.NullMarked;

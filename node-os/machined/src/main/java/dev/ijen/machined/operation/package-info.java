/** Changes that a fleet operator asks for: each is done once, and a deposed leader is refused. */
@NullMarked
package dev.ijen.machined.operation;

import org.jspecify.annotations.NullMarked;

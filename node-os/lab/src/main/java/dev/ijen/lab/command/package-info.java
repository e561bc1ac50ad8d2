/** The commands of {@code ./ijen}. */
@NullMarked
package dev.ijen.lab.command;

import org.jspecify.annotations.NullMarked;

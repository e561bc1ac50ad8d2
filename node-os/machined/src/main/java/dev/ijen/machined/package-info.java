/** The node daemon: what runs is listed here, how it is wired too. */
@NullMarked
package dev.ijen.machined;

import org.jspecify.annotations.NullMarked;

/**
 * {@code ijenctl}, the command line of the node API. {@link dev.ijen.ctl.Commands} lists the
 * commands; each is one class that parses its options, calls the nodes and prints.
 */
@NullMarked
package dev.ijen.ctl;

import org.jspecify.annotations.NullMarked;

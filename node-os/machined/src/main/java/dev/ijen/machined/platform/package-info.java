/** What the node is: its mode, its paths, its kernel command line. */
@NullMarked
package dev.ijen.machined.platform;

import org.jspecify.annotations.NullMarked;

/** The API front of a node: it faces the network, so it holds no rights but its own certificate. */
@NullMarked
package dev.ijen.apid;

import org.jspecify.annotations.NullMarked;

/** Nodes as virtual machines and as namespaces of the host. */
@NullMarked
package dev.ijen.lab.node;

import org.jspecify.annotations.NullMarked;

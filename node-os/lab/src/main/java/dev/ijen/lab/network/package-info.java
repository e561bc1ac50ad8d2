/** The network that the nodes of one instance share. */
@NullMarked
package dev.ijen.lab.network;

import org.jspecify.annotations.NullMarked;

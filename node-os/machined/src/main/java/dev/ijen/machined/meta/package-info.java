/** META: small values of the node that survive a reboot and a wipe of STATE. */
@NullMarked
package dev.ijen.machined.meta;

import org.jspecify.annotations.NullMarked;

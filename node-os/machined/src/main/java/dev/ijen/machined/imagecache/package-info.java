/** Images that travel with the node: served to containerd on loopback, no registry needed. */
@NullMarked
package dev.ijen.machined.imagecache;

import org.jspecify.annotations.NullMarked;

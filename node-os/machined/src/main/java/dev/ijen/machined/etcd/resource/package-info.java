/** etcd on the node. */
@NullMarked
package dev.ijen.machined.etcd.resource;

import org.jspecify.annotations.NullMarked;

/** etcd on the node: what it runs with. */
@NullMarked
package dev.ijen.machined.etcd;

import org.jspecify.annotations.NullMarked;

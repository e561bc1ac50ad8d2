@NullMarked
package dev.ijen.machined.etcd;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.containerd;

import org.jspecify.annotations.NullMarked;

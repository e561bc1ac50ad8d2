@NullMarked
package dev.ijen.machined.k8s;

import org.jspecify.annotations.NullMarked;

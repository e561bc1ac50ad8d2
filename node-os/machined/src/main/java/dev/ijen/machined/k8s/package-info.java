/** Kubernetes on the node: what its parts run with, from the machine config to static pods. */
@NullMarked
package dev.ijen.machined.k8s;

import org.jspecify.annotations.NullMarked;

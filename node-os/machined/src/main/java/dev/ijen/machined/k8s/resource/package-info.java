/** Kubernetes on the node. */
@NullMarked
package dev.ijen.machined.k8s.resource;

import org.jspecify.annotations.NullMarked;

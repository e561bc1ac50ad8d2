/** A real Kubernetes control plane as processes of the host. */
@NullMarked
package dev.ijen.lab.controlplane;

import org.jspecify.annotations.NullMarked;

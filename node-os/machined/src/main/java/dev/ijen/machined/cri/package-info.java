/** The containerd of Kubernetes: images, registries, what the kernel lets it do. */
@NullMarked
package dev.ijen.machined.cri;

import org.jspecify.annotations.NullMarked;

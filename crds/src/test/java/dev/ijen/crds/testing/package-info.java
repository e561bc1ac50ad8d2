/** A real Kubernetes API server for tests, also used by the modules that depend on this one. */
@NullMarked
package dev.ijen.crds.testing;

import org.jspecify.annotations.NullMarked;

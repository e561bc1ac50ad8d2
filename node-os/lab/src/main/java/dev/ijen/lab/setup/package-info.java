/** Gives nodes their config and tells Kubernetes about them. */
@NullMarked
package dev.ijen.lab.setup;

import org.jspecify.annotations.NullMarked;

/** Figures of a running node, read through its API. */
@NullMarked
package dev.ijen.lab.measure;

import org.jspecify.annotations.NullMarked;

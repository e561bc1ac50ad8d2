/**
 * Generates the CRDs, compares them with the committed ones and shows a real API server what they
 * refuse.
 */
@NullMarked
package dev.ijen.crds;

import org.jspecify.annotations.NullMarked;

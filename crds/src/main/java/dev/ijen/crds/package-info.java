/**
 * The custom resources of {@code ijen.dev} as immutable records. The YAML of the CRDs beside them
 * is generated from these types; nothing here talks to a cluster.
 */
@NullMarked
package dev.ijen.crds;

import org.jspecify.annotations.NullMarked;

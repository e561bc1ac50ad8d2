/** A client of OCI registries that writes what it fetches straight to where it belongs. */
@NullMarked
package dev.ijen.machined.registry;

import org.jspecify.annotations.NullMarked;

/** Addresses, links, routes, names. */
@NullMarked
package dev.ijen.machined.network.resource;

import org.jspecify.annotations.NullMarked;

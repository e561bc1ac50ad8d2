/** The packaged operator against a real API server and nodes that speak the real contract. */
@NullMarked
package dev.ijen.operator;

import org.jspecify.annotations.NullMarked;

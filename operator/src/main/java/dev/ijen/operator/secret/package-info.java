/** Secrets of the API server, read when they are needed. */
@NullMarked
package dev.ijen.operator.secret;

import org.jspecify.annotations.NullMarked;

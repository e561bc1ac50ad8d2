/** Tests of the client against a real TLS server. */
@NullMarked
package dev.ijen.client;

import org.jspecify.annotations.NullMarked;

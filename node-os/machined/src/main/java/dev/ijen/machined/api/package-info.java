/** The machine API on unix sockets: who calls, what they may, and one adapter per service. */
@NullMarked
package dev.ijen.machined.api;

import org.jspecify.annotations.NullMarked;

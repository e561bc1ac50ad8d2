/** What an installer image holds: manifest, signature, OCI layout; and whether a node takes it. */
@NullMarked
package dev.ijen.release;

import org.jspecify.annotations.NullMarked;

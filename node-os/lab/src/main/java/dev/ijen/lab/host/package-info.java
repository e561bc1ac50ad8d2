/** What the host must have, and where things are kept on it. */
@NullMarked
package dev.ijen.lab.host;

import org.jspecify.annotations.NullMarked;

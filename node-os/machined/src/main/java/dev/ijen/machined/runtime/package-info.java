/** What the machine as a whole is doing. */
@NullMarked
package dev.ijen.machined.runtime;

import org.jspecify.annotations.NullMarked;

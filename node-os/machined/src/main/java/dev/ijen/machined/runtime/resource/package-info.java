/** State of the machine and its kernel. */
@NullMarked
package dev.ijen.machined.runtime.resource;

import org.jspecify.annotations.NullMarked;

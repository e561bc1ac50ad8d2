/** Files that machined writes below /etc. */
@NullMarked
package dev.ijen.machined.files.resource;

import org.jspecify.annotations.NullMarked;

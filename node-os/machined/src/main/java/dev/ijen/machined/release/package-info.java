/** Brings a release into the inactive slot and shows it to the loader. */
@NullMarked
package dev.ijen.machined.release;

import org.jspecify.annotations.NullMarked;

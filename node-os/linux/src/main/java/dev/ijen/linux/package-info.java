/**
 * The kernel behind small typed interfaces. The only package of the product that uses {@code
 * java.lang.foreign}; no memory segment leaves it.
 */
@NullMarked
package dev.ijen.linux;

import org.jspecify.annotations.NullMarked;

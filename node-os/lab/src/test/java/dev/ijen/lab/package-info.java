/** Tests of the lab as a whole. */
@NullMarked
package dev.ijen.lab;

import org.jspecify.annotations.NullMarked;

/** Tests of the figures. */
@NullMarked
package dev.ijen.lab.measure;

import org.jspecify.annotations.NullMarked;

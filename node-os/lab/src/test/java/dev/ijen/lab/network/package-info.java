/** Tests of the package of the same name. */
@NullMarked
package dev.ijen.lab.network;

import org.jspecify.annotations.NullMarked;

/** From a base config and fragments to one machine config. Pure: no client, no clock, no log. */
@NullMarked
package dev.ijen.operator.render;

import org.jspecify.annotations.NullMarked;

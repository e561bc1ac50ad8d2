/** Machine configs and what is read from them. */
@NullMarked
package dev.ijen.machined.config.resource;

import org.jspecify.annotations.NullMarked;

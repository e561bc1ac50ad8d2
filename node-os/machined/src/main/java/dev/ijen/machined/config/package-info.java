/** The machine config: where it comes from, how it is kept, how it is changed. */
@NullMarked
package dev.ijen.machined.config;

import org.jspecify.annotations.NullMarked;

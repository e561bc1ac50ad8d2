/** The machine config: decode, read, validate, patch, compare and encode its documents. */
@NullMarked
package dev.ijen.config;

import org.jspecify.annotations.NullMarked;

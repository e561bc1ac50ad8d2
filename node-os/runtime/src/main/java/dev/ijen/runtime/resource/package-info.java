/** Resources as values: types, metadata, phases. */
@NullMarked
package dev.ijen.runtime.resource;

import org.jspecify.annotations.NullMarked;

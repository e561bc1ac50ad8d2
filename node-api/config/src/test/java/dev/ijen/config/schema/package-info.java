@NullMarked
package dev.ijen.config.schema;

import org.jspecify.annotations.NullMarked;

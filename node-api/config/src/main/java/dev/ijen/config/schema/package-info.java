/** The one schema of the machine config: which documents there are and what they may hold. */
@NullMarked
package dev.ijen.config.schema;

import org.jspecify.annotations.NullMarked;

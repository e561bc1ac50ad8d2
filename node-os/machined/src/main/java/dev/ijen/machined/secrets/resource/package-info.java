/** Keys and certificates. */
@NullMarked
package dev.ijen.machined.secrets.resource;

import org.jspecify.annotations.NullMarked;

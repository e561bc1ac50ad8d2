/** The state of the node as {@code cosi.resource.State}: for reading alone. */
@NullMarked
package dev.ijen.machined.api.cosi;

import org.jspecify.annotations.NullMarked;

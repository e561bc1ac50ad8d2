/** What the node proves itself with: authorities and certificates. */
@NullMarked
package dev.ijen.machined.secrets;

import org.jspecify.annotations.NullMarked;

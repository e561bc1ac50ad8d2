/** What happens on the node, as values on a bus with a bounded memory. */
@NullMarked
package dev.ijen.machined.event;

import org.jspecify.annotations.NullMarked;

/** Where resources are kept: reads, writes under optimistic locking, watches. */
@NullMarked
package dev.ijen.runtime.state;

import org.jspecify.annotations.NullMarked;

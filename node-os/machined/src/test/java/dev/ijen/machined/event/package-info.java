@NullMarked
package dev.ijen.machined.event;

import org.jspecify.annotations.NullMarked;

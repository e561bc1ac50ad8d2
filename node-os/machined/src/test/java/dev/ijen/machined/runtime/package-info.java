@NullMarked
package dev.ijen.machined.runtime;

import org.jspecify.annotations.NullMarked;

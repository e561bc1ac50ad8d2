@NullMarked
package dev.ijen.machined;

import org.jspecify.annotations.NullMarked;

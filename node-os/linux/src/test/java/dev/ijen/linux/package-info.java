@NullMarked
package dev.ijen.linux;

import org.jspecify.annotations.NullMarked;

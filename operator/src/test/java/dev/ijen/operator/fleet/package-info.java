@NullMarked
package dev.ijen.operator.fleet;

import org.jspecify.annotations.NullMarked;

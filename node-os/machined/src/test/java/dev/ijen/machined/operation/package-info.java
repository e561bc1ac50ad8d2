@NullMarked
package dev.ijen.machined.operation;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.registry;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.platform;

import org.jspecify.annotations.NullMarked;

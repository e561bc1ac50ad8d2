@NullMarked
package dev.ijen.config.generate;

import org.jspecify.annotations.NullMarked;

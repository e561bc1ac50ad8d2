/** YAML as Ijen writes it, for plain maps and lists. */
@NullMarked
package dev.ijen.config.yaml;

import org.jspecify.annotations.NullMarked;

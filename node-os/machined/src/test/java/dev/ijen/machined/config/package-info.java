@NullMarked
package dev.ijen.machined.config;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.config;

import org.jspecify.annotations.NullMarked;

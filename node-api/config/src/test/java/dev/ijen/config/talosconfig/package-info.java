@NullMarked
package dev.ijen.config.talosconfig;

import org.jspecify.annotations.NullMarked;

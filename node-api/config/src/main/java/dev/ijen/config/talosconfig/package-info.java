/** The file with which clients find and authenticate to nodes. */
@NullMarked
package dev.ijen.config.talosconfig;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.network;

import org.jspecify.annotations.NullMarked;

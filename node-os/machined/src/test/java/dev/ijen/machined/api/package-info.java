@NullMarked
package dev.ijen.machined.api;

import org.jspecify.annotations.NullMarked;

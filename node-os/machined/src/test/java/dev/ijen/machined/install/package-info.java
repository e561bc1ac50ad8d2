@NullMarked
package dev.ijen.machined.install;

import org.jspecify.annotations.NullMarked;

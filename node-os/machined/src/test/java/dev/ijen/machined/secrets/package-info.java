@NullMarked
package dev.ijen.machined.secrets;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.ijen.machined.cri;

import org.jspecify.annotations.NullMarked;

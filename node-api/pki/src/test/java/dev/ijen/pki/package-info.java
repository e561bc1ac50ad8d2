@NullMarked
package dev.ijen.pki;

import org.jspecify.annotations.NullMarked;

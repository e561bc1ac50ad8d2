@NullMarked
package dev.ijen.prover;

import org.jspecify.annotations.NullMarked;

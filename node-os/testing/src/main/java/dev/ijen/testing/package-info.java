/** Fakes of the kernel for tests: they keep what they are told, and pass the contract tests. */
@NullMarked
package dev.ijen.testing;

import org.jspecify.annotations.NullMarked;

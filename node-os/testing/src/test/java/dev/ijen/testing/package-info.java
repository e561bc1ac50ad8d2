/** What each interface of the kernel promises, asked of the fakes and of the running kernel. */
@NullMarked
package dev.ijen.testing;

import org.jspecify.annotations.NullMarked;

/** Programs of the host: run to the end, or kept running beyond the launcher. */
@NullMarked
package dev.ijen.lab.process;

import org.jspecify.annotations.NullMarked;

/** The kind Machine: observe a node, decide, apply, report. */
@NullMarked
package dev.ijen.operator.machine;

import org.jspecify.annotations.NullMarked;

/** What {@code ./ijen} does: nodes, a control plane and the operator on one Linux host. */
@NullMarked
package dev.ijen.lab;

import org.jspecify.annotations.NullMarked;

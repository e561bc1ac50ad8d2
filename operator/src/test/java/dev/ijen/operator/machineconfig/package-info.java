/** What is said about fragments, without a cluster. */
@NullMarked
package dev.ijen.operator.machineconfig;

import org.jspecify.annotations.NullMarked;

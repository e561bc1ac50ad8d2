/** The kind MachineConfig: what became of a fragment on the machines that it selects. */
@NullMarked
package dev.ijen.operator.machineconfig;

import org.jspecify.annotations.NullMarked;

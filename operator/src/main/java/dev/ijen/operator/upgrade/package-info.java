/** Upgrades of the operating system: asking the machines, then one rollout for each pool. */
@NullMarked
package dev.ijen.operator.upgrade;

import org.jspecify.annotations.NullMarked;

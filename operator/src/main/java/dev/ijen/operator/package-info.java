/**
 * The operator: keeps the nodes of a cluster at the machine config that custom resources describe.
 */
@NullMarked
package dev.ijen.operator;

import org.jspecify.annotations.NullMarked;

/**
 * The network of the node along one chain: config, layers, specs in force, kernel, status. Layers
 * lie in the namespace {@code network-config}, what they come to in {@code network}.
 */
@NullMarked
package dev.ijen.machined.network;

import org.jspecify.annotations.NullMarked;

/** A registry of installer images beside the nodes of an instance. */
@NullMarked
package dev.ijen.lab.registry;

import org.jspecify.annotations.NullMarked;

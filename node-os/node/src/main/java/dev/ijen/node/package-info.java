/**
 * The program of a node. Its roles share one class path and so one AOT cache, whose pages the
 * processes share.
 */
@NullMarked
package dev.ijen.node;

import org.jspecify.annotations.NullMarked;

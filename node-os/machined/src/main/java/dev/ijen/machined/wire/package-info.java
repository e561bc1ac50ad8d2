/** Resources as they travel: the table of types, and the specs that are protobuf messages. */
@NullMarked
package dev.ijen.machined.wire;

import org.jspecify.annotations.NullMarked;

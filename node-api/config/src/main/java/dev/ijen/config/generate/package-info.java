/** Makes the secrets of a cluster and the machine configs of its nodes. */
@NullMarked
package dev.ijen.config.generate;

import org.jspecify.annotations.NullMarked;

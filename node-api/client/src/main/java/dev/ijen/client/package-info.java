/**
 * Typed client of the node API: mutual TLS, node targeting, deadlines, streams, and failures that
 * say which node and why.
 *
 * <p>{@link dev.ijen.client.NodeClient} connects; {@link dev.ijen.client.NodeCalls} has one method
 * per method of the API.
 */
@NullMarked
package dev.ijen.client;

import org.jspecify.annotations.NullMarked;

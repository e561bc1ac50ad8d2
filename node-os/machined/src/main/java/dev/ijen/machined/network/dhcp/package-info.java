/**
 * DHCP for IPv4 (RFC 2131): messages, datagrams and the client as a pure state machine; no sockets,
 * no clock.
 */
@NullMarked
package dev.ijen.machined.network.dhcp;

import org.jspecify.annotations.NullMarked;

/**
 * DHCP for IPv4 (RFC 2131): messages, datagrams, the client as a pure state machine, and {@code
 * DhcpRun}, which alone has a socket and a clock.
 */
@NullMarked
package dev.ijen.machined.network.dhcp;

import org.jspecify.annotations.NullMarked;

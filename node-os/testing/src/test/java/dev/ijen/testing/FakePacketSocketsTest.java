package dev.ijen.testing;

import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.PacketSockets;

class FakePacketSocketsTest extends PacketSocketsContract {
  private final FakeNetwork network =
      new FakeNetwork()
          .withVeth(2, "eth0", "52:54:00:00:00:01")
          .withVeth(3, "peer", "52:54:00:00:00:02");
  private final FakePacketSockets sockets = new FakePacketSockets(network.links());

  @Override
  PacketSockets sockets() {
    return sockets;
  }

  @Override
  Links links() {
    return network.links();
  }

  @Override
  NetlinkEvents events() {
    return network.events();
  }
}

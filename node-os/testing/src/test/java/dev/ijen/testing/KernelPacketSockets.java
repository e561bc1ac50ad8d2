package dev.ijen.testing;

import dev.ijen.linux.Links;
import dev.ijen.linux.Linux;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.PacketSockets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Needs a network namespace of its own. */
class KernelPacketSockets extends PacketSocketsContract {
  private final Linux linux = Linux.running();

  @BeforeEach
  void plug() throws Exception {
    Programs.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "peer");
  }

  @AfterEach
  void unplug() throws Exception {
    Programs.run("ip", "link", "delete", "eth0");
  }

  @Override
  PacketSockets sockets() {
    return linux.packetSockets();
  }

  @Override
  Links links() {
    return linux.links();
  }

  @Override
  NetlinkEvents events() {
    return linux.netlinkEvents();
  }
}

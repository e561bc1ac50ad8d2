package dev.ijen.testing;

import dev.ijen.linux.Addresses;
import dev.ijen.linux.Links;
import dev.ijen.linux.Linux;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Routes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Needs a network namespace of its own. */
class KernelNetwork extends NetworkContract {
  private final Linux linux = Linux.running();

  @BeforeEach
  void plug() throws Exception {
    Programs.run("ip", "link", "add", "eth0", "type", "veth", "peer", "name", "peer");
    Programs.run("ip", "link", "set", "peer", "up");
  }

  @AfterEach
  void unplug() throws Exception {
    Programs.run("ip", "link", "delete", "eth0");
  }

  @Override
  Links links() {
    return linux.links();
  }

  @Override
  Addresses addresses() {
    return linux.addresses();
  }

  @Override
  Routes routes() {
    return linux.routes();
  }

  @Override
  NetlinkEvents events() {
    return linux.netlinkEvents();
  }
}

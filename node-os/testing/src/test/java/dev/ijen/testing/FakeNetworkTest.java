package dev.ijen.testing;

import dev.ijen.linux.Addresses;
import dev.ijen.linux.Links;
import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.Routes;

class FakeNetworkTest extends NetworkContract {
  private final FakeNetwork network =
      new FakeNetwork().withEthernet(2, "eth0", "52:54:00:00:00:01");

  @Override
  Links links() {
    return network.links();
  }

  @Override
  Addresses addresses() {
    return network.addresses();
  }

  @Override
  Routes routes() {
    return network.routes();
  }

  @Override
  NetlinkEvents events() {
    return network.events();
  }
}

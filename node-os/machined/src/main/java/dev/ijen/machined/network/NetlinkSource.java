package dev.ijen.machined.network;

import dev.ijen.linux.NetlinkEvents;
import dev.ijen.linux.NetlinkEvents.Group;
import dev.ijen.linux.NetlinkEvents.Subscription;
import dev.ijen.runtime.controller.EventSource;
import java.util.EnumSet;
import java.util.Set;

/** Wakes a controller when the kernel's links, addresses or routes change. */
final class NetlinkSource implements EventSource {
  static final Set<Group> LINKS = EnumSet.of(Group.RTNLGRP_LINK);
  static final Set<Group> ADDRESSES =
      EnumSet.of(Group.RTNLGRP_LINK, Group.RTNLGRP_IPV4_IFADDR, Group.RTNLGRP_IPV6_IFADDR);
  static final Set<Group> ROUTES = EnumSet.allOf(Group.class);

  private final NetlinkEvents events;
  private final Set<Group> groups;

  NetlinkSource(NetlinkEvents events, Set<Group> groups) {
    this.events = events;
    this.groups = groups;
  }

  @Override
  public void run(Runnable wake) throws Exception {
    try (Subscription subscription = events.subscribe(groups)) {
      wake.run(); // what changed before the subscription
      while (true) {
        subscription.await();
        wake.run();
      }
    }
  }
}

package dev.ijen.linux;

import java.util.Set;

/** Tells when links, addresses or routes changed; what they are now is read anew. */
public interface NetlinkEvents {

  /** What to hear about, by the names of {@code linux/rtnetlink.h}. */
  enum Group {
    RTNLGRP_LINK(1),
    RTNLGRP_IPV4_IFADDR(5),
    RTNLGRP_IPV4_ROUTE(7),
    RTNLGRP_IPV6_IFADDR(9),
    RTNLGRP_IPV6_ROUTE(11);

    private final int number;

    Group(int number) {
      this.number = number;
    }

    /** The number of the multicast group. */
    public int number() {
      return number;
    }
  }

  /** Subscribes from now on. */
  Subscription subscribe(Set<Group> groups) throws ErrnoException;

  /** A subscription that is open. For one thread. */
  interface Subscription extends AutoCloseable {

    /** Waits until something changed since the last call; changes are not counted. */
    void await() throws ErrnoException, InterruptedException;

    @Override
    void close();
  }
}

package dev.ijen.linux;

import java.util.List;

/** Routes of the network namespace of this process. */
public interface Routes {

  /** All routes of all tables and both families. */
  List<Route> list() throws ErrnoException;

  /**
   * Adds a route, in place of one with the same table, destination and priority.
   *
   * @throws ErrnoException {@code ENETUNREACH} when the gateway is not on a link that is up, {@code
   *     EPERM} without {@code CAP_NET_ADMIN}
   */
  void add(Route route) throws ErrnoException;

  /**
   * Deletes the route of this table, destination, gateway and priority.
   *
   * @throws ErrnoException {@code ESRCH} when it is not there, {@code EPERM}
   */
  void delete(Route route) throws ErrnoException;
}

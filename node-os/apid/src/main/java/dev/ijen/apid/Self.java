package dev.ijen.apid;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/** Whether a target names this node. */
final class Self implements Predicate<String> {

  /**
   * True for an address of this node. Names are for the resolver, which may not know this node yet,
   * so a name counts when it resolves to such an address.
   */
  @Override
  public boolean test(String target) {
    try {
      InetAddress address = InetAddress.getByName(target);
      return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (UnknownHostException e) {
      return false; // the forwarding call reports it with the name
    } catch (SocketException e) {
      throw new IllegalStateException("list addresses of this node: " + e.getMessage(), e);
    }
  }
}

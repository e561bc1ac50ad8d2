package dev.ijen.pki;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The names a server answers to (RFC 5280 §4.2.1.6).
 *
 * @param dns host names, without duplicates
 * @param addresses IP addresses, without duplicates
 */
public record AlternativeNames(List<String> dns, List<InetAddress> addresses) {
  public AlternativeNames {
    dns = List.copyOf(new LinkedHashSet<>(dns));
    addresses = List.copyOf(new LinkedHashSet<>(addresses));
  }

  /** Sorts texts as a config lists them: IP literals become addresses, the rest host names. */
  public static AlternativeNames of(SequencedSet<String> names) {
    var dns = new ArrayList<String>();
    var addresses = new ArrayList<InetAddress>();
    for (String name : names) {
      try {
        addresses.add(InetAddress.ofLiteral(name));
      } catch (IllegalArgumentException _) {
        dns.add(name);
      }
    }
    return new AlternativeNames(dns, addresses);
  }

  /** As {@link #of(SequencedSet)}, for a list. */
  public static AlternativeNames of(List<String> names) {
    return of(new LinkedHashSet<>(names));
  }

  boolean isEmpty() {
    return dns.isEmpty() && addresses.isEmpty();
  }
}

package dev.ijen.apid;

import dev.ijen.access.CallMetadata;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The metadata of a call: what a caller wrote, and what goes on. Nothing of the caller's is
 * believed on the way.
 */
final class Forward {
  private static final Metadata.Key<String> NODE = key(CallMetadata.NODE);
  private static final Metadata.Key<String> NODES = key(CallMetadata.NODES);
  private static final Metadata.Key<String> PROXY_FROM = key(CallMetadata.PROXY_FROM);
  private static final Metadata.Key<String> ROLE = key(CallMetadata.ROLE);
  private static final Metadata.Key<String> PEER = key(CallMetadata.PEER);
  private static final Metadata.Key<String> ANSWER = key(CallMetadata.ANSWER);

  private Forward() {}

  static List<String> node(Metadata headers) {
    return values(headers, NODE);
  }

  static List<String> nodes(Metadata headers) {
    return values(headers, NODES);
  }

  static List<String> claimedRoles(Metadata headers) {
    return values(headers, ROLE);
  }

  /** Whether another apid sent this call here. */
  static boolean forwarded(Metadata headers) {
    return headers.containsKey(PROXY_FROM);
  }

  /** What machined gets to see: routing is done, and role and peer are ours. */
  static Metadata local(Metadata headers, Collection<String> roles, String peer) {
    Metadata onward = withCaller(headers, roles);
    onward.put(PEER, peer);
    return onward;
  }

  /** The same, with the name under which machined will hear that the answer is written. */
  static Metadata answeredAs(Metadata onward, String id) {
    onward.put(ANSWER, id);
    return onward;
  }

  /** What another node's apid gets to see. */
  static Metadata remote(Metadata headers, Collection<String> roles, String authority) {
    Metadata onward = withCaller(headers, roles);
    onward.put(PROXY_FROM, authority);
    return onward;
  }

  private static Metadata withCaller(Metadata headers, Collection<String> roles) {
    var onward = new Metadata();
    onward.merge(headers);
    for (Metadata.Key<String> ours : List.of(NODE, NODES, PROXY_FROM, ROLE, PEER, ANSWER)) {
      onward.discardAll(ours);
    }
    roles.stream().sorted().forEach(role -> onward.put(ROLE, role));
    return onward;
  }

  private static List<String> values(Metadata headers, Metadata.Key<String> key) {
    Iterable<String> all = headers.getAll(key);
    var values = new ArrayList<String>();
    if (all != null) {
      all.forEach(values::add);
    }
    return values;
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}

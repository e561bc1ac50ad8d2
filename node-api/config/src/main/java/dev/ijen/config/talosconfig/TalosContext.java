package dev.ijen.config.talosconfig;

import dev.ijen.pki.Pem;
import dev.ijen.pki.PemKeyPair;
import dev.ijen.pki.PkiException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * One cluster of a talosconfig. Certificates and key stay as the file holds them: base64 around
 * PEM.
 *
 * @param endpoints addresses that are dialled, with or without port
 * @param nodes nodes that calls are for when none are named
 * @param ca authority of the nodes; empty for none
 * @param crt the client's certificate; empty for none
 * @param key the client's private key; never printed
 * @param extra other keys of the context ({@code auth}, {@code cluster}), kept as they came
 */
public record TalosContext(
    List<String> endpoints,
    List<String> nodes,
    String ca,
    String crt,
    String key,
    Map<String, Object> extra) {
  public TalosContext {
    endpoints = List.copyOf(endpoints);
    nodes = List.copyOf(nodes);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
  }

  /**
   * The client's certificate and key as PEM.
   *
   * @throws PkiException when one of them is not base64
   */
  public PemKeyPair client() throws PkiException {
    return PemKeyPair.fromBase64(crt, key);
  }

  /**
   * The authority of the nodes as PEM.
   *
   * @throws PkiException when it is not base64
   */
  public String authority() throws PkiException {
    return Pem.fromBase64(ca);
  }

  /** The same with other endpoints. */
  public TalosContext withEndpoints(List<String> other) {
    return new TalosContext(other, nodes, ca, crt, key, extra);
  }

  /** The same with other nodes. */
  public TalosContext withNodes(List<String> other) {
    return new TalosContext(endpoints, other, ca, crt, key, extra);
  }

  @Override
  public String toString() {
    return "TalosContext[endpoints=" + endpoints + ", nodes=" + nodes + ", key=[redacted]]";
  }

  static TalosContext read(Map<String, Object> map) {
    var extra = new LinkedHashMap<>(map);
    List<String> endpoints = texts(extra.remove("endpoints"));
    List<String> nodes = texts(extra.remove("nodes"));
    String ca = text(extra.remove("ca"));
    String crt = text(extra.remove("crt"));
    String key = text(extra.remove("key"));
    extra.values().removeIf(value -> text(value).isEmpty());
    return new TalosContext(endpoints, nodes, ca, crt, key, extra);
  }

  SequencedMap<String, Object> write() {
    SequencedMap<String, Object> map = new LinkedHashMap<>();
    map.put("endpoints", endpoints);
    put(map, "nodes", nodes, nodes.isEmpty());
    put(map, "ca", ca, ca.isEmpty());
    put(map, "crt", crt, crt.isEmpty());
    put(map, "key", key, key.isEmpty());
    map.putAll(extra);
    return map;
  }

  private static void put(Map<String, Object> map, String key, Object value, boolean empty) {
    if (!empty) {
      map.put(key, value);
    }
  }

  private static List<String> texts(@Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}

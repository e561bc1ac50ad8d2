package dev.ijen.machined.wire;

import java.util.List;

/**
 * One key of a spec's YAML.
 *
 * @param key the key; {@link #INLINE} when the value takes the place of the whole mapping
 * @param type how the value is printed, such as {@code string(cidr)} or {@code
 *     []@network.RouteSpec}
 * @param omitEmpty whether an empty value leaves no key
 * @param path numbers of the fields of the message that lead to the value
 */
record WireField(String key, String type, boolean omitEmpty, List<Integer> path) {

  /** The key of a value that is printed in place of its mapping. */
  static final String INLINE = "(inline)";
}

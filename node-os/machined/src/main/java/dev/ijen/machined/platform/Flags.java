package dev.ijen.machined.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Flags of a program in the form {@code --name=value}; a user's take the place of ours. */
public final class Flags {
  private final SequencedMap<String, String> ours = new LinkedHashMap<>();

  /** Sets a flag. */
  public Flags put(String name, String value) {
    ours.put(name, value);
    return this;
  }

  /**
   * All flags: ours in their order, then the user's by name.
   *
   * @param users names without dashes, and one value or more
   */
  public List<String> with(Map<String, List<String>> users) {
    var flags = new ArrayList<String>();
    ours.forEach(
        (name, value) -> {
          if (!users.containsKey(name)) {
            flags.add("--" + name + "=" + value);
          }
        });
    new TreeMap<>(users)
        .forEach((name, values) -> values.forEach(value -> flags.add("--" + name + "=" + value)));
    return List.copyOf(flags);
  }
}

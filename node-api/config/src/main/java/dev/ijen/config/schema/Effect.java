package dev.ijen.config.schema;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a change of a field means for a running node.
 *
 * @param services names of those that restart, in order; empty unless the kind says so
 */
public record Effect(Kind kind, List<String> services) {
  /** The effect of a change that means nothing. */
  public static final Effect NONE = new Effect(Kind.NONE, List.of());

  private static final String RESTART = "restart:";
  private static final String NAME = "{name}";

  /** From the weakest to the strongest. */
  public enum Kind {
    /** Nothing now: the field is read when something else happens. */
    NONE,
    /** The node follows while it runs. */
    LIVE,
    /** Services restart. */
    SERVICE_RESTART,
    /** The node follows at its next boot. */
    REBOOT
  }

  public Effect {
    services = List.copyOf(new TreeSet<>(services));
  }

  /**
   * Reads {@code none}, {@code live}, {@code restart:<service>|…} or {@code reboot}.
   *
   * @throws IllegalArgumentException for any other word
   */
  static Effect parse(String word) {
    if (word.startsWith(RESTART) && word.length() > RESTART.length()) {
      return new Effect(
          Kind.SERVICE_RESTART, List.of(word.substring(RESTART.length()).split("\\|", -1)));
    }
    return switch (word) {
      case "none" -> NONE;
      case "live" -> new Effect(Kind.LIVE, List.of());
      case "reboot" -> new Effect(Kind.REBOOT, List.of());
      default -> throw new IllegalArgumentException("schema: unknown effect " + word);
    };
  }

  /** What both changes mean together: the stronger kind, and the services of both. */
  public Effect and(Effect other) {
    Kind stronger = kind.compareTo(other.kind) < 0 ? other.kind : kind;
    Set<String> all = new TreeSet<>(services);
    all.addAll(other.services);
    return new Effect(stronger, List.copyOf(all));
  }

  /** The effect on the document of that name, where services are named after documents. */
  public Effect named(String document) {
    return new Effect(
        kind, services.stream().map(service -> service.replace(NAME, document)).toList());
  }

  /** In words: {@code none}, {@code live}, {@code restart of kubelet}, {@code reboot}. */
  public String text() {
    String restart = "restart of " + String.join(", ", services);
    return switch (kind) {
      case NONE -> "none";
      case LIVE -> "live";
      case SERVICE_RESTART -> restart;
      case REBOOT -> services.isEmpty() ? "reboot" : "reboot, " + restart;
    };
  }
}

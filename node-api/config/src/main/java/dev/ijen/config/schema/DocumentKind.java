package dev.ijen.config.schema;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One kind of document. Its fields are read from the schema when they are first needed. */
public final class DocumentKind {
  private static final String CONFLICTS = "conflicts=";

  /** How many documents of a kind a config may hold. */
  public enum Identity {
    /** The document without kind: at most one. */
    MAIN,
    /** At most one per value of the field {@code name}. */
    NAMED,
    /** At most one. */
    SINGLE
  }

  private final String name;
  private final String area;
  private final Set<String> flags;
  private final List<String> conflicts;
  private final @Nullable Effect effect;
  private final List<String> lines;
  private volatile @Nullable Field root;

  private DocumentKind(
      String name,
      String area,
      Set<String> flags,
      List<String> conflicts,
      @Nullable Effect effect,
      List<String> lines) {
    this.name = name;
    this.area = area;
    this.flags = Set.copyOf(flags);
    this.conflicts = List.copyOf(conflicts);
    this.effect = effect;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads {@code document <kind> <area> flags… effect=… conflicts=…}; the lines of fields stay
   * unread.
   */
  static DocumentKind parse(String head, List<String> lines) {
    List<String> words = List.of(head.split(" ", -1));
    var flags = new HashSet<String>();
    List<String> conflicts = List.of();
    @Nullable Effect effect = null;
    for (String word : words.subList(3, words.size())) {
      if (word.startsWith(CONFLICTS)) {
        conflicts = List.of(word.substring(CONFLICTS.length()).split("\\|", -1));
      } else if (word.startsWith(Field.EFFECT)) {
        effect = Effect.parse(word.substring(Field.EFFECT.length()));
      } else {
        flags.add(word);
      }
    }
    return new DocumentKind(words.get(1), words.get(2), flags, conflicts, effect, lines);
  }

  /** The text of the field {@code kind}; {@code v1alpha1} for the main document. */
  public String name() {
    return name;
  }

  /** The part of the node it belongs to, as {@code network}. */
  public String area() {
    return area;
  }

  /** How many there may be. */
  public Identity identity() {
    return flags.contains("main")
        ? Identity.MAIN
        : flags.contains("named") ? Identity.NAMED : Identity.SINGLE;
  }

  /** Whether one of its fields may hold a secret. */
  public boolean hasSecrets() {
    return flags.contains("secrets");
  }

  /** Whether rules beyond types apply. */
  public boolean isValidated() {
    return flags.contains("validated");
  }

  /** Whether rules apply that need the running node. */
  public boolean isRuntimeValidated() {
    return flags.contains("runtime");
  }

  /** Whether it is refused beside the fields of the main document that it replaces. */
  public boolean excludesMainFields() {
    return flags.contains("exclusive");
  }

  /** Whether only control planes may have it. */
  public boolean isControlPlaneOnly() {
    return flags.contains("control-plane");
  }

  /** Whether the published JSON schema knows it. */
  public boolean isPublished() {
    return !flags.contains("unpublished");
  }

  /** Kinds of which no document of the same name may stand beside it. */
  public List<String> conflicts() {
    return conflicts;
  }

  /** The field above all fields; its children are the keys of the document. */
  public Field root() {
    @Nullable Field known = root;
    if (known == null) {
      known = Field.root(effect);
      for (String line : lines) {
        known.add(Field.parse(line));
      }
      root = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return name;
  }
}

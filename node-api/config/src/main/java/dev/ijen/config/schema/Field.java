package dev.ijen.config.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One field of a document, with the fields below it. Built once from the schema file. */
public final class Field {
  static final String EFFECT = "effect=";

  private final String path;
  private final Shape shape;
  private final ScalarType type;
  private final Set<FieldFlag> flags;
  private final List<String> values;
  private final List<String> schemes;
  private final @Nullable String defaultJson;
  private final SequencedMap<String, Field> children;
  private final Field element;
  private @Nullable Effect effect; // complete once the field has its place

  private Field(
      String path,
      Shape shape,
      ScalarType type,
      Set<FieldFlag> flags,
      List<String> values,
      List<String> schemes,
      @Nullable String defaultJson,
      @Nullable Effect effect) {
    this.path = path;
    this.shape = shape;
    this.type = type;
    this.flags = Collections.unmodifiableSet(flags);
    this.values = List.copyOf(values);
    this.schemes = List.copyOf(schemes);
    this.defaultJson = defaultJson;
    this.effect = effect;
    this.children = new LinkedHashMap<>();
    this.element = shape == Shape.ONE ? this : new Field(this);
    addCertificateFields();
  }

  /** One element of a list or map; the fields below are shared. */
  private Field(Field all) {
    this.path = all.path;
    this.shape = Shape.ONE;
    this.type = all.type;
    this.flags = Set.of();
    this.values = all.values;
    this.schemes = all.schemes;
    this.defaultJson = null;
    this.effect = all.effect;
    this.children = all.children;
    this.element = this;
  }

  /**
   * The field above all fields of a document.
   *
   * @param effect what a change means where the fields below say nothing
   */
  static Field root(@Nullable Effect effect) {
    Field root = of("", Shape.ONE, ScalarType.OBJECT);
    root.effect = effect;
    return root;
  }

  /** Reads {@code <path> <type> effect=… flags… enum=… schemes=… default=…}. */
  static Field parse(String line) {
    int defaults = line.indexOf(" default=");
    String head = defaults < 0 ? line : line.substring(0, defaults);
    String[] words = head.split(" ", -1);
    Shape shape = shapeOf(words[1]);
    var flags = EnumSet.noneOf(FieldFlag.class);
    List<String> values = List.of();
    List<String> schemes = List.of();
    @Nullable Effect effect = null;
    for (String word : List.of(words).subList(2, words.length)) {
      if (word.startsWith("enum=")) {
        values = alternatives(word);
      } else if (word.startsWith("schemes=")) {
        schemes = alternatives(word);
      } else if (word.startsWith(EFFECT)) {
        effect = Effect.parse(word.substring(EFFECT.length()));
      } else {
        flags.add(flag(word, line));
      }
    }
    ScalarType type = ScalarType.of(words[1].substring(shape.mark().length()));
    @Nullable String json = defaults < 0 ? null : line.substring(defaults + " default=".length());
    return new Field(words[0], shape, type, flags, values, schemes, json, effect);
  }

  /** The path from the document's root, as the schema file writes it. */
  public String path() {
    return path;
  }

  /** The last word of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** One, list or map. */
  public Shape shape() {
    return shape;
  }

  /** What one value is. */
  public ScalarType type() {
    return type;
  }

  /** Whether the field has the property. */
  public boolean is(FieldFlag flag) {
    return flags.contains(flag);
  }

  /** The words it may hold; empty when it is not limited. */
  public List<String> values() {
    return values;
  }

  /** The URL schemes it may have; empty when it is not limited. */
  public List<String> schemes() {
    return schemes;
  }

  /** What the node assumes when the field is absent, as JSON. */
  public Optional<String> defaultJson() {
    return Optional.ofNullable(defaultJson);
  }

  /**
   * What a change of the field means for a running node: as its line says, or the line of the
   * nearest field above that says it, or the line of the document. An object may leave it to each
   * of its fields; by itself it has none then.
   */
  public Effect effect() {
    return effect == null ? Effect.NONE : effect;
  }

  /** The fields below, by name, in the order in which they are written. */
  public Map<String, Field> children() {
    return Collections.unmodifiableMap(children);
  }

  /** Whether one value is a mapping with known fields. */
  public boolean isObject() {
    return switch (type) {
      case OBJECT, KEYPAIR, CERTIFICATE, KEY -> true;
      default -> false;
    };
  }

  /** One element of the list or map; the field itself when it is neither. */
  public Field element() {
    return element;
  }

  /** Places a field below this one, at its path. */
  void add(Field field) {
    int dot = field.path.lastIndexOf('.');
    String parent = dot < 0 ? "" : field.path.substring(0, dot);
    Field at = this;
    for (String step : parent.isEmpty() ? new String[0] : parent.split("\\.", -1)) {
      @Nullable Field next = at.children.get(withoutMark(step));
      if (next == null) {
        throw new IllegalArgumentException("schema: no field above " + field.path);
      }
      at = next;
    }
    field.inherit(at.effect);
    at.children.put(field.name(), field);
  }

  private void inherit(@Nullable Effect above) {
    if (effect == null) {
      effect = above;
    }
    if (effect == null && type != ScalarType.OBJECT) {
      throw new IllegalArgumentException("schema: no effect of " + path);
    }
    if (element != this) {
      element.effect = effect;
    }
    children.values().forEach(child -> child.inherit(effect));
  }

  /** This field and all below, in order. */
  public List<Field> flatten() {
    var all = new ArrayList<Field>();
    for (Field child : children.values()) {
      all.add(child);
      if (child.type == ScalarType.OBJECT) {
        all.addAll(child.flatten());
      }
    }
    return all;
  }

  private void addCertificateFields() {
    if (type == ScalarType.KEYPAIR || type == ScalarType.CERTIFICATE) {
      children.put("crt", of(below("crt"), Shape.ONE, ScalarType.BASE64));
    }
    if (type == ScalarType.KEYPAIR || type == ScalarType.KEY) {
      var secret = EnumSet.of(FieldFlag.SECRET);
      children.put(
          "key",
          new Field(
              below("key"),
              Shape.ONE,
              ScalarType.BASE64,
              secret,
              List.of(),
              List.of(),
              null,
              null));
    }
  }

  private String below(String name) {
    return path + shape.mark() + "." + name;
  }

  private static Field of(String path, Shape shape, ScalarType type) {
    return new Field(path, shape, type, Set.of(), List.of(), List.of(), null, null);
  }

  private static Shape shapeOf(String type) {
    return type.startsWith("[]") ? Shape.LIST : type.startsWith("{}") ? Shape.MAP : Shape.ONE;
  }

  private static FieldFlag flag(String word, String line) {
    @Nullable FieldFlag flag = FieldFlag.find(word);
    if (flag == null) {
      throw new IllegalArgumentException("schema: unknown word " + word + " in: " + line);
    }
    return flag;
  }

  private static List<String> alternatives(String word) {
    return List.of(word.substring(word.indexOf('=') + 1).split("\\|", -1));
  }

  private static String withoutMark(String step) {
    return step.endsWith("[]") || step.endsWith("{}") ? step.substring(0, step.length() - 2) : step;
  }
}

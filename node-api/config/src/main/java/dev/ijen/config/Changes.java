package dev.ijen.config;

import dev.ijen.config.schema.Effect;
import dev.ijen.config.schema.Field;
import dev.ijen.config.schema.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the fields that differ, with the effects that the schema declares. */
final class Changes {
  private final List<FieldChange> found = new ArrayList<>();

  private Changes() {}

  static List<FieldChange> between(MachineConfig before, MachineConfig after) {
    var changes = new Changes();
    SequencedMap<String, Document> old = byIdentity(before);
    SequencedMap<String, Document> now = byIdentity(after);
    for (String identity : union(old.keySet(), now.keySet())) {
      changes.document(identity, old.get(identity), now.get(identity));
    }
    return List.copyOf(changes.found);
  }

  private void document(String identity, @Nullable Document left, @Nullable Document right) {
    if (left != null && right != null) {
      object(left, left.kind().root(), left.content(), right.content(), "");
      return;
    }
    Document only = left == null ? Objects.requireNonNull(right) : left;
    Effect effect = within(only.kind().root(), only.content());
    found.add(new FieldChange(identity, "", effect.named(only.name())));
  }

  private void object(
      Document document,
      @Nullable Field field,
      Map<String, Object> left,
      Map<String, Object> right,
      String path) {
    for (String key : union(left.keySet(), right.keySet())) {
      String below = path.isEmpty() ? key : path + "." + key;
      @Nullable Field child = field == null ? null : below(field, key);
      compare(document, child, left.get(key), right.get(key), below);
    }
  }

  private void compare(
      Document document,
      @Nullable Field field,
      @Nullable Object left,
      @Nullable Object right,
      String path) {
    if (left instanceof Map && right instanceof Map) {
      object(document, field, Values.map(left), Values.map(right), path);
    } else if (!Objects.equals(left, right)) {
      Effect effect = field == null ? Effect.NONE : effect(field, left, right);
      found.add(new FieldChange(document.identity(), path, effect.named(document.name())));
    }
  }

  /** What stands below a field: one of its own, an element of a map, or more of a free form. */
  private static @Nullable Field below(Field field, String key) {
    if (field.shape() == Shape.MAP) {
      return field.element();
    }
    return field.isObject() ? field.children().get(key) : field;
  }

  private static Effect effect(Field field, @Nullable Object left, @Nullable Object right) {
    if (left instanceof List && right instanceof List) {
      List<Object> gone = without(Values.list(left), Values.list(right));
      List<Object> come = without(Values.list(right), Values.list(left));
      return gone.isEmpty() && come.isEmpty()
          ? field.effect() // another order
          : all(field.element(), Stream.concat(gone.stream(), come.stream()).toList());
    }
    return Stream.of(left, right)
        .filter(Objects::nonNull)
        .map(value -> within(field, value))
        .reduce(Effect.NONE, Effect::and);
  }

  /** The strongest effect of all fields that the value gives. */
  private static Effect within(Field field, Object value) {
    return switch (value) {
      case List<?> list when !list.isEmpty() -> all(field.element(), Values.list(list));
      case Map<?, ?> map when !map.isEmpty() && field.shape() == Shape.MAP ->
          all(field.element(), Values.map(map).values());
      case Map<?, ?> map when !map.isEmpty() && field.isObject() ->
          Values.map(map).entrySet().stream()
              .map(entry -> child(field, entry.getKey(), entry.getValue()))
              .reduce(Effect.NONE, Effect::and);
      default -> field.effect();
    };
  }

  private static Effect child(Field field, String key, Object value) {
    @Nullable Field child = field.children().get(key);
    return child == null ? Effect.NONE : within(child, value);
  }

  private static Effect all(Field element, Collection<Object> values) {
    return values.stream().map(value -> within(element, value)).reduce(Effect.NONE, Effect::and);
  }

  private static List<Object> without(List<Object> from, List<Object> what) {
    var left = new ArrayList<>(from);
    left.removeAll(what);
    return left;
  }

  private static SequencedMap<String, Document> byIdentity(MachineConfig config) {
    SequencedMap<String, Document> documents = new LinkedHashMap<>();
    config.documents().forEach(document -> documents.put(document.identity(), document));
    return documents;
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    var all = new LinkedHashSet<>(left);
    all.addAll(right);
    return all;
  }
}

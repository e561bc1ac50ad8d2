package dev.ijen.config.schema;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Properties of a field. */
public enum FieldFlag {
  /** Must be there and not empty. */
  REQUIRED("required"),
  /** Left out when empty. */
  OMITEMPTY("omitempty"),
  /** Absent and zero differ: a patch with the zero value overwrites. */
  NULLABLE("nullable"),
  /** Replaced by a document of its own, or without effect. */
  DEPRECATED("deprecated"),
  /** Accepted, though not in the published JSON schema. */
  HIDDEN("hidden"),
  /** Never shown: {@code redacted()} replaces it. */
  SECRET("secret"),
  /** A patch replaces the whole value. */
  REPLACE("replace");

  private static final Map<String, FieldFlag> BY_WORD =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(f -> f.word, Function.identity()));

  private final String word;

  FieldFlag(String word) {
    this.word = word;
  }

  static @Nullable FieldFlag find(String word) {
    return BY_WORD.get(word);
  }
}

package dev.ijen.operator.revision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.ijen.crds.MachineConfigRevisionSpec.Origin;
import dev.ijen.crds.MachineConfigRevisionSpec.Source;
import dev.ijen.operator.render.Fragment;
import dev.ijen.operator.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** What a revision is made of. Pure: the same fragments in any order give the same revision. */
public final class Revisions {
  /** Key of the Secret that holds the fragments. */
  public static final String KEY = "fragments";

  private static final ObjectMapper JSON =
      new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
  private static final int MAX_ORIGINS = 1000;

  private Revisions() {}

  /** The fragments in the order of merging, as text for a Secret. */
  static String encode(List<FrozenFragment> fragments) {
    try {
      return JSON.writeValueAsString(ordered(fragments));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("fragments cannot be written as JSON", e);
    }
  }

  /** The fragments of a Secret. */
  static List<FrozenFragment> decode(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<FrozenFragment>>() {});
    } catch (JsonProcessingException e) {
      e.clearLocation(); // the location quotes the source, which may hold secrets
      throw new IllegalArgumentException("fragments of a revision cannot be read");
    }
  }

  /** What tells revisions apart: content, not when it was written. */
  public static String hash(List<FrozenFragment> fragments) {
    List<FrozenFragment> content =
        fragments.stream()
            .map(
                f -> new FrozenFragment(f.name(), 0, f.scope(), f.weight(), f.selector(), f.text()))
            .toList();
    return sha256(encode(content));
  }

  /** SHA-256 of a text, 64 hexadecimal digits. */
  static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  static List<Source> sources(List<FrozenFragment> fragments) {
    return ordered(fragments).stream()
        .map(f -> new Source(f.name(), f.generation(), f.scope(), f.weight()))
        .toList();
  }

  static List<Origin> provenance(List<FrozenFragment> fragments) {
    return Renderer.provenance(fragments.stream().map(FrozenFragment::thawed).toList())
        .entrySet()
        .stream()
        .map(entry -> new Origin(entry.getKey(), entry.getValue()))
        .limit(MAX_ORIGINS)
        .toList();
  }

  private static List<FrozenFragment> ordered(List<FrozenFragment> fragments) {
    return fragments.stream()
        .sorted(Comparator.comparing(FrozenFragment::thawed, Fragment.PRECEDENCE))
        .toList();
  }
}

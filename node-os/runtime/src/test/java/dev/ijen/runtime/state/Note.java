package dev.ijen.runtime.state;

import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.resource.SpecCodec;
import java.nio.charset.StandardCharsets;

/** A spec for tests: one line of text. */
public record Note(String text) {

  /** Notes in the namespace {@code default}. */
  public static final ResourceType<Note> TYPE = type("Notes.test.ijen.dev");

  /** Another type with the same spec. */
  public static ResourceType<Note> type(String name) {
    return new ResourceType<>(name, "default", Note.class, new Codec());
  }

  private static final class Codec implements SpecCodec<Note> {
    @Override
    public byte[] encode(Note spec) {
      return spec.text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Note decode(byte[] bytes) {
      return new Note(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public String yaml(Note spec) {
      return "text: " + spec.text() + "\n";
    }
  }
}

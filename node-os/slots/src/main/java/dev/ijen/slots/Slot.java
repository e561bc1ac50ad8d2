package dev.ijen.slots;

import java.util.Locale;
import java.util.Optional;

/** One of the two places for a root image. Which one runs is a {@link ActiveSlot}. */
public enum Slot {
  A,
  B;

  /** The letter in names of entries and in the kernel argument {@code ijen.slot}. */
  public String letter() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The GPT name of the partition that holds its root image. */
  public String partition() {
    return "BOOT-" + name();
  }

  /** The other one. */
  public Slot other() {
    return this == A ? B : A;
  }

  /** The slot of a letter, {@code a} or {@code b}. */
  public static Optional<Slot> ofLetter(String letter) {
    return switch (letter) {
      case "a" -> Optional.of(A);
      case "b" -> Optional.of(B);
      default -> Optional.empty();
    };
  }
}

package dev.ijen.slots;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file name of a boot entry, {@code ijen-000002-b+3-0.efi}: what the loader needs to choose.
 *
 * <p>At most 26 characters, which is three slots of a FAT folder: four entries and the two of the
 * folder itself stay in one sector, so that a rename is one write.
 *
 * @param generation 1 to 999999; the loader prefers higher ones, whatever version they hold
 * @param tries absent in an entry that the loader does not count
 * @see <a href="https://uapi-group.org/specifications/specs/boot_loader_specification/">Boot Loader
 *     Specification, boot counting</a>
 */
public record EntryName(int generation, Slot slot, Optional<Tries> tries) {
  /** The highest generation that a name can hold. */
  public static final int MAX_GENERATION = 999_999;

  static final int MAX_DONE = 999_999;
  private static final Pattern PATTERN =
      Pattern.compile("ijen-(\\d{6})-([ab])(?:\\+(\\d)(?:-(\\d{1,6}))?)?\\.efi");

  /** Checks the generation. */
  public EntryName {
    if (generation < 1 || generation > MAX_GENERATION) {
      throw new IllegalArgumentException("generation " + generation);
    }
  }

  /** Reads a file name; empty if it is none of ours. */
  public static Optional<EntryName> parse(String file) {
    Matcher matcher = PATTERN.matcher(file);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) == 0) {
      return Optional.empty();
    }
    int done = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
    Optional<Tries> tries =
        Optional.ofNullable(matcher.group(3)).map(left -> new Tries(Integer.parseInt(left), done));
    return Slot.ofLetter(matcher.group(2))
        .map(slot -> new EntryName(Integer.parseInt(matcher.group(1)), slot, tries));
  }

  /** Whether the loader prefers any other entry to this one. */
  public boolean exhausted() {
    return tries.isPresent() && tries.get().left() == 0;
  }

  EntryName with(Tries other) {
    return new EntryName(generation, slot, Optional.of(other));
  }

  EntryName uncounted() {
    return new EntryName(generation, slot, Optional.empty());
  }

  /** The file name. */
  public String file() {
    return "ijen-%06d-%s%s.efi"
        .formatted(generation, slot.letter(), tries.map(Tries::toString).orElse(""));
  }

  @Override
  public String toString() {
    return file();
  }
}

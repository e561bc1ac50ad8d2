package dev.ijen.prover.boot;

/** A file in the folder of boot entries, as loader and firmware judge its bytes. */
public sealed interface BootFile {

  /** No entry for the loader: empty, or without the sections that it reads. */
  record Ignored(String reason) implements BootFile {}

  /** An entry that the firmware refuses to load. */
  record Refused(SortFacts sort, String reason) implements BootFile {}

  /**
   * An entry that the firmware starts.
   *
   * @param sha256 of the whole file, hex
   * @param commandLine of its kernel
   */
  record Loads(SortFacts sort, String sha256, String commandLine) implements BootFile {}

  /**
   * What the loader sorts by before the name.
   *
   * @param key {@code IMAGE_ID} or {@code ID} of the image's os-release
   * @param version {@code IMAGE_VERSION}, or else {@code VERSION}, {@code VERSION_ID}, {@code
   *     BUILD_ID}
   */
  record SortFacts(String key, String version) {}
}

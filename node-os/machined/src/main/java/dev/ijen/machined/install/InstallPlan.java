package dev.ijen.machined.install;

import dev.ijen.config.DiskTraits;
import dev.ijen.config.InstallConfig;
import dev.ijen.config.InstallConfig.Disk;
import dev.ijen.linux.BlockDevice;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which disk a machine config means. Reasons name the document and the field. */
public final class InstallPlan {
  private InstallPlan() {}

  /**
   * A disk of the machine.
   *
   * @param writable whether a system can be put there: neither optical nor read-only
   */
  public record Candidate(BlockDevice disk, DiskTraits traits, boolean writable) {}

  /**
   * The disk to install on; empty when the node runs from a disk that the config means. Of several
   * that match, the one that the kernel names first.
   *
   * @param systemDisk name of the disk that the node runs from
   * @throws NodeException {@code INVALID} when the config means no disk of this machine
   */
  public static Optional<BlockDevice> disk(
      InstallConfig config, String systemDisk, List<Candidate> candidates) throws NodeException {
    List<Candidate> meant = meant(config, candidates);
    if (meant.stream().anyMatch(one -> one.disk().name().equals(systemDisk))) {
      return Optional.empty();
    }
    return Optional.of(
        meant.stream()
            .filter(Candidate::writable)
            .findFirst()
            .orElseThrow(() -> invalid(config, "no disk for it: " + names(candidates)))
            .disk());
  }

  /**
   * The release to install.
   *
   * @throws NodeException {@code INVALID} when the config names none
   */
  public static String image(InstallConfig config) throws NodeException {
    return config
        .image()
        .orElseThrow(
            () ->
                new NodeException(
                    Reason.INVALID,
                    at(config.document(), config.imageField(), "names no installer image")));
  }

  /**
   * The same refusal, with the document and the field that lead to it.
   *
   * @param field one of those that the config says come from it
   */
  public static NodeException refused(InstallConfig config, String field, NodeException why) {
    String reason = String.valueOf(why.getMessage());
    return new NodeException(why.reason(), at(config.document(), field, reason), why);
  }

  private static List<Candidate> meant(InstallConfig config, List<Candidate> candidates)
      throws NodeException {
    return switch (config.disk()) {
      case Disk.Path(String device) ->
          candidates.stream().filter(one -> one.traits().devicePath().equals(device)).toList();
      case Disk.Selected(var selector) ->
          candidates.stream().filter(one -> selector.matches(one.traits())).toList();
      case Disk.Unknown(String reason) -> throw invalid(config, reason);
    };
  }

  private static NodeException invalid(InstallConfig config, String reason) {
    return new NodeException(Reason.INVALID, at(config.document(), config.diskField(), reason));
  }

  private static String at(String document, String field, String reason) {
    return "%s: %s: %s".formatted(document, field, reason);
  }

  private static String names(List<Candidate> candidates) {
    return candidates.stream()
        .map(one -> one.disk().device().toString())
        .collect(Collectors.joining(", ", "the machine has ", ""));
  }
}

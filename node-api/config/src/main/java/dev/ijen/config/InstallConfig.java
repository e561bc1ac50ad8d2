package dev.ijen.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a config wants the system to be installed: {@code machine.install} of the main document, or
 * an UnattendedInstallConfig.
 *
 * @param document identity of the document that says so
 * @param disk which one
 * @param diskField the field that says which one
 * @param image OCI reference of the release; empty for the one that runs
 * @param imageField the field of the image
 * @param wipe whether the disk may hold something; only when the config says so in words
 * @param wipeField the field that says so
 */
public record InstallConfig(
    String document,
    Disk disk,
    String diskField,
    Optional<String> image,
    String imageField,
    boolean wipe,
    String wipeField) {
  private static final Pattern BY_PATH =
      Pattern.compile("\\s*disk\\.dev_path\\s*==\\s*[\"']([^\"']+)[\"']\\s*");
  private static final String CLASSIC = "machine.install";
  private static final String UNATTENDED = "provisioning.diskSelector.match";
  private static final List<String> PROPERTIES =
      List.of("size", "name", "model", "serial", "modalias", "uuid", "wwid", "type", "busPath");

  /** How a disk is named. */
  public sealed interface Disk {
    /** By its device node. */
    record Path(String device) implements Disk {}

    /** By what it is. */
    record Selected(DiskSelector selector) implements Disk {}

    /** In a way that this product does not understand. */
    record Unknown(String reason) implements Disk {}
  }

  /** What the config says; empty when it leaves the system where it is. */
  static Optional<InstallConfig> of(MachineConfig config) {
    Optional<InstallConfig> unattended =
        config.document("UnattendedInstallConfig").map(InstallConfig::unattended);
    return unattended.isPresent() ? unattended : config.main().flatMap(InstallConfig::classic);
  }

  private static InstallConfig unattended(Document document) {
    String match = document.string(UNATTENDED).orElse("");
    Matcher matcher = BY_PATH.matcher(match);
    return new InstallConfig(
        document.identity(),
        matcher.matches()
            ? new Disk.Path(matcher.group(1))
            : new Disk.Unknown("only disk.dev_path == \"/dev/…\" is understood"),
        UNATTENDED,
        document.string("installer.image"),
        "installer.image",
        document.bool("provisioning.wipe").orElse(false),
        "provisioning.wipe");
  }

  private static Optional<InstallConfig> classic(Document document) {
    Optional<Disk> selected = selected(document);
    Optional<Disk> disk = selected.or(() -> document.string(CLASSIC + ".disk").map(Disk.Path::new));
    return disk.map(
        one ->
            new InstallConfig(
                document.identity(),
                one,
                CLASSIC + (selected.isPresent() ? ".diskSelector" : ".disk"),
                document.string(CLASSIC + ".image"),
                CLASSIC + ".image",
                document.bool(CLASSIC + ".wipe").orElse(false),
                CLASSIC + ".wipe"));
  }

  /** A selector goes before a path, as the contract has it. */
  private static Optional<Disk> selected(Document document) {
    var properties = new LinkedHashMap<String, String>();
    for (String property : PROPERTIES) {
      document
          .string(CLASSIC + ".diskSelector." + property)
          .ifPresent(wanted -> properties.put(property, wanted));
    }
    if (properties.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Disk.Selected(new DiskSelector(properties)));
    } catch (IllegalArgumentException e) {
      return Optional.of(new Disk.Unknown(String.valueOf(e.getMessage())));
    }
  }
}

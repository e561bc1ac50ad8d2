package dev.ijen.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Rules of volume and disk documents. */
final class VolumeDocumentRules {
  private static final Set<String> SYSTEM =
      Set.of("STATE", "EPHEMERAL", "IMAGECACHE", "ETCD", "CRI", "KUBELET", "LOG");
  private static final Pattern VOLUME_NAME = Pattern.compile("[A-Za-z0-9-]{1,34}");
  private static final Pattern DEVICE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");

  private final Document document;
  private final Findings findings;

  private VolumeDocumentRules(Document document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  static void check(Document document, Findings findings) {
    var rules = new VolumeDocumentRules(document, findings);
    switch (document.kind().name()) {
      case "VolumeConfig" -> rules.systemVolume();
      case "RawVolumeConfig", "SwapVolumeConfig" -> rules.partition();
      case "FilesystemScrubConfig" ->
          Intervals.check(document, "interval", Intervals.TEN_SECONDS, findings);
      case "FilesystemTrimConfig" -> Intervals.check(document, "interval", Duration.ZERO, findings);
      case "UserVolumeConfig" -> rules.userVolume();
      case "ExistingVolumeConfig", "ExternalVolumeConfig" -> rules.volumeName();
      case "LVMLogicalVolumeConfig" -> rules.logicalVolume();
      case "LVMVolumeGroupConfig", "RAIDArrayConfig" ->
          rules.require(
              DEVICE_NAME.matcher(document.name()).matches(), "name", "1 to 63 of [A-Za-z0-9_-]");
      default -> {}
    }
    Intervals.check(document, "trim.interval", Duration.ZERO, findings);
    Intervals.check(document, "scrub.interval", Intervals.TEN_SECONDS, findings);
    if (document.has("encryption")) {
      EncryptionRules.check(document, "encryption", findings);
    }
  }

  private void require(boolean condition, String path, String message) {
    findings.require(condition, document, path, message);
  }

  private void volumeName() {
    boolean valid = VOLUME_NAME.matcher(document.name()).matches();
    require(valid, "name", "1 to 34 of [A-Za-z0-9-]");
  }

  private void deviceName() {
    boolean valid = DEVICE_NAME.matcher(document.name()).matches();
    require(valid, "name", "1 to 63 of [A-Za-z0-9_-]");
  }

  private void logicalVolume() {
    deviceName();
    for (String path : List.of("provisioning.volumeGroup", "provisioning.maxSize")) {
      require(document.has(path), path, "required");
    }
    String type = document.string("type").orElse("linear");
    boolean mirrored = type.equals("raid1") || type.equals("raid10");
    require(mirrored || !document.has("mirrors"), "mirrors", "only for raid1 and raid10");
    boolean striped = type.equals("raid0") || type.equals("raid10");
    require(striped || !document.has("stripes"), "stripes", "only for raid0 and raid10");
  }

  private void systemVolume() {
    String name = document.name();
    require(
        SYSTEM.contains(name),
        "name",
        "not one of STATE, EPHEMERAL, IMAGECACHE, ETCD, CRI, KUBELET, LOG");
    if (name.equals("STATE")) {
      require(!document.has("provisioning"), "provisioning", "refused for STATE");
      require(!document.has("mount"), "mount", "refused for STATE");
    }
    if (name.equals("IMAGECACHE")) {
      require(!document.has("mount"), "mount", "refused for IMAGECACHE");
      require(!document.has("filesystem"), "filesystem", "refused for IMAGECACHE");
    }
  }

  private void partition() {
    volumeName();
    String selector = "provisioning.diskSelector.match";
    require(document.string(selector).isPresent(), selector, "required");
    boolean sized = document.has("provisioning.minSize") || document.has("provisioning.maxSize");
    require(sized, "provisioning", "minSize or maxSize is required");
  }

  private void userVolume() {
    switch (document.string("volumeType").orElse("partition")) {
      case "directory" -> directory();
      case "disk" -> disk();
      default -> partition();
    }
  }

  private void directory() {
    volumeName();
    for (String path : List.of("provisioning", "encryption", "filesystem")) {
      require(!document.has(path), path, "refused for a directory");
    }
  }

  private void disk() {
    volumeName();
    String selector = "provisioning.diskSelector.match";
    require(document.string(selector).isPresent(), selector, "required");
    for (String path : List.of("minSize", "maxSize", "grow")) {
      require(!document.has("provisioning." + path), "provisioning." + path, "refused for a disk");
    }
  }
}

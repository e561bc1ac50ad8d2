package dev.ijen.config;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Rules of the documents about the node itself, its containers and its cluster. */
final class RuntimeDocumentRules {
  private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final List<String> OWN_ETC_FILES =
      List.of(
          "resolv.conf",
          "hosts",
          "machine-id",
          "extensions.yaml",
          "localtime",
          "os-release",
          "xattr.conf");
  private static final List<String> OWN_ETC_FOLDERS =
      List.of(
          "apparmor.d/",
          "apparmor/",
          "ca-certificates/",
          "cni/",
          "cri/",
          "iscsi/",
          "kubernetes/",
          "lvm/",
          "nvme/",
          "pki/",
          "selinux/",
          "ssl/");

  private final Document document;
  private final Findings findings;

  private RuntimeDocumentRules(Document document, Findings findings) {
    this.document = document;
    this.findings = findings;
  }

  static void check(Document document, Findings findings) {
    var rules = new RuntimeDocumentRules(document, findings);
    switch (document.kind().name()) {
      case "ContainerConfig" -> rules.container();
      case "DiscoveryIdentityConfig" -> rules.discoveryIdentity();
      case "EnvironmentConfig" -> rules.environment();
      case "EtcFileConfig" -> rules.etcFile();
      case "ExtensionServiceConfig" ->
          rules.require(
              document.has("configFiles") || document.has("environment"),
              "",
              "configFiles or environment is required");
      case "EventSinkConfig" ->
          rules.require(
              document.string("endpoint").orElse("").matches(".+:\\d{1,5}"),
              "endpoint",
              "host:port");
      case "SysctlConfig", "SysfsConfig" -> rules.parameters();
      case "TimeSyncConfig" ->
          rules.require(!(document.has("ntp") && document.has("ptp")), "ntp", "excludes ptp");
      case "KmsgLogConfig" ->
          rules.require(
              document.string("url").orElse("").matches("(tcp|udp)://[^/]+:\\d{1,5}/?"),
              "url",
              "tcp or udp with host and port, without path");
      case "OOMConfig" -> Intervals.check(document, "sampleInterval", Duration.ZERO, findings);
      case "WatchdogTimerConfig" -> rules.watchdog();
      case "UnattendedInstallConfig" -> rules.unattendedInstall();
      case "ZswapConfig" -> rules.zswap();
      default -> {}
    }
  }

  private void require(boolean condition, String path, String message) {
    findings.require(condition, document, path, message);
  }

  private void container() {
    require(document.name().matches("[a-z0-9-]{1,63}"), "name", "1 to 63 of [a-z0-9-]");
    String image = document.string("image").orElse("");
    require(!image.isEmpty(), "image", "required");
    if (!image.contains("@sha256:")) {
      findings.warning(document, "image", "not pinned by digest");
    }
    for (String entry : document.strings("environment")) {
      boolean assignment = entry.indexOf('=') > 0;
      require(assignment, "environment", "each entry is KEY=value");
    }
  }

  private void discoveryIdentity() {
    try {
      byte[] secret = Base64.getDecoder().decode(document.string("clusterSecret").orElse(""));
      require(secret.length == 32, "clusterSecret", "not base64 of 32 bytes");
    } catch (IllegalArgumentException _) {
      findings.problem(document, "clusterSecret", "not base64 of 32 bytes");
    }
  }

  private void environment() {
    for (String name : document.map("variables").keySet()) {
      boolean posix = ENVIRONMENT.matcher(name).matches();
      require(posix, "variables." + name, "not the name of an environment variable");
    }
  }

  private void etcFile() {
    String name = document.name();
    boolean local =
        !name.startsWith("/")
            && !name.startsWith(".")
            && !List.of(name.split("/", -1)).contains("..");
    require(local, "name", "not a path below /etc");
    boolean own =
        OWN_ETC_FILES.contains(name) || OWN_ETC_FOLDERS.stream().anyMatch(name::startsWith);
    require(!own, "name", "the node writes this file itself");
  }

  private void parameters() {
    boolean named = document.map("params").keySet().stream().noneMatch(String::isBlank);
    require(named, "params", "a key is empty");
  }

  private void unattendedInstall() {
    String selector = "provisioning.diskSelector.match";
    require(document.string(selector).isPresent(), selector, "required");
    if (document.string("installer.image").isEmpty()) {
      findings.warning(document, "installer.image", "not set: the image that boots is installed");
    }
  }

  private void watchdog() {
    require(document.has("device"), "device", "required");
    Intervals.check(document, "timeout", Intervals.TEN_SECONDS, findings);
  }

  private void zswap() {
    long percent = document.number("maxPoolPercent").orElse(0L);
    require(percent >= 0 && percent <= 100, "maxPoolPercent", "0 to 100");
  }
}

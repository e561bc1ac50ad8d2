package dev.ijen.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of Kubernetes that a node of this API level runs: six minor versions. */
final class KubernetesVersions {
  /** Images of the main document whose tags are versions of Kubernetes. */
  static final List<String> IMAGES =
      List.of(
          "machine.kubelet.image",
          "cluster.apiServer.image",
          "cluster.controllerManager.image",
          "cluster.scheduler.image");

  private static final int OLDEST_MINOR = 32;
  private static final int NEWEST_MINOR = 37;
  private static final Pattern TAG = Pattern.compile(".*:v1\\.(\\d{1,4})\\.\\d+[^/:]*(@.*)?");

  private KubernetesVersions() {}

  /** Judges an image by its tag; one without a tag of that form is its owner's affair. */
  static void check(Document document, String path, Findings findings) {
    Matcher tag = TAG.matcher(document.string(path).orElse(""));
    if (tag.matches()) {
      int minor = Integer.parseInt(tag.group(1));
      boolean supported = minor >= OLDEST_MINOR && minor <= NEWEST_MINOR;
      String range = "1." + OLDEST_MINOR + " to 1." + NEWEST_MINOR;
      findings.require(supported, document, path, "Kubernetes " + range + " is supported");
    }
  }
}

package dev.ijen.config;

/** Rules of single documents other than the main one, by kind. */
final class DocumentRules {
  private DocumentRules() {}

  static void check(MachineConfig config, ValidationContext context, Findings findings) {
    for (Document document : config.documents()) {
      switch (document.kind().area()) {
        case "network" -> NetworkDocumentRules.check(document, findings);
        case "block", "storage" -> VolumeDocumentRules.check(document, findings);
        case "k8s" -> KubernetesDocumentRules.check(document, context, findings);
        case "cri" -> RegistryDocumentRules.check(document, findings);
        default -> RuntimeDocumentRules.check(document, findings);
      }
    }
  }
}

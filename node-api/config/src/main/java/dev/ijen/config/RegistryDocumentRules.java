package dev.ijen.config;

/** Rules of the documents about image registries and the container runtime. */
final class RegistryDocumentRules {
  private RegistryDocumentRules() {}

  static void check(Document document, Findings findings) {
    switch (document.kind().name()) {
      case "CRICustomizationConfig" ->
          findings.require(
              !document.name().equals("customization"), document, "name", "is taken by the node");
      case "RegistryAuthConfig" -> credentials(document, findings);
      case "RegistryTLSConfig" -> tls(document, findings);
      default -> {}
    }
  }

  private static void credentials(Document document, Findings findings) {
    boolean any = document.has("auth") || document.has("identityToken") || document.has("username");
    findings.require(
        any, document, "", "one of auth, username and password, identityToken is required");
  }

  private static void tls(Document document, Findings findings) {
    if (document.has("ca")) {
      PemRules.certificate(document, "ca", findings);
    }
    if (document.has("clientIdentity")) {
      PemRules.certificate(document, "clientIdentity.cert", findings);
      PemRules.key(document, "clientIdentity.key", findings);
    }
  }
}

package dev.ijen.config;

import dev.ijen.pki.Certificates;
import dev.ijen.pki.KeyPem;
import dev.ijen.pki.PkiException;

/** Rules for fields that hold PEM as it is, without base64 around it. */
final class PemRules {
  private PemRules() {}

  static void certificate(Document document, String path, Findings findings) {
    try {
      Certificates.read(document.string(path).orElse(""));
    } catch (PkiException e) {
      findings.problem(document, path, "not a certificate in PEM");
    }
  }

  static void key(Document document, String path, Findings findings) {
    try {
      KeyPem.read(document.string(path).orElse(""));
    } catch (PkiException e) {
      findings.problem(document, path, "not a private key in PEM");
    }
  }
}

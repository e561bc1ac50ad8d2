package dev.ijen.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Rules of disk encryption, the same in the main document and in volume documents. */
final class EncryptionRules {
  private static final List<String> METHODS = List.of("static", "nodeID", "kms", "tpm");

  private EncryptionRules() {}

  static void check(Document document, String path, Findings findings) {
    List<Object> keys = document.list(path + ".keys");
    findings.require(!keys.isEmpty(), document, path + ".keys", "at least one key is required");
    var slots = new HashSet<String>();
    for (int i = 0; i < keys.size(); i++) {
      Map<String, Object> key = Values.map(keys.get(i));
      String at = path + ".keys[" + i + "]";
      boolean unique = slots.add(Values.text(key.getOrDefault("slot", 0L)));
      findings.require(unique, document, at + ".slot", "slot is used twice");
      boolean method = METHODS.stream().anyMatch(key::containsKey);
      findings.require(method, document, at, "one of static, nodeID, kms, tpm is required");
      for (Object pcr : document.list(at + ".tpm.options.pcrs")) {
        boolean known =
            pcr instanceof Number number && number.longValue() >= 0 && number.longValue() < 24;
        findings.require(known, document, at + ".tpm.options.pcrs", "PCRs are 0 to 23");
      }
    }
  }
}

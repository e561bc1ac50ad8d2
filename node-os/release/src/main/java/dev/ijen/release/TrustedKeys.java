package dev.ijen.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The public keys whose releases a node takes. */
public final class TrustedKeys {
  private final Map<String, PublicKey> byId;

  private TrustedKeys(Map<String, PublicKey> byId) {
    this.byId = Map.copyOf(byId);
  }

  /** What a signature is worth. */
  public enum Verdict {
    /** A trusted key signed exactly these bytes. */
    TRUSTED,
    /** There is no signature. */
    UNSIGNED,
    /** Nobody who is trusted signed these bytes. */
    FOREIGN
  }

  /**
   * Reads the files {@code *.pem} of a folder; no folder, no trust.
   *
   * @throws IOException when one of them is no Ed25519 public key
   */
  public static TrustedKeys load(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return new TrustedKeys(Map.of());
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files =
          entries.filter(file -> file.getFileName().toString().endsWith(".pem")).sorted().toList();
      var byId = new LinkedHashMap<String, PublicKey>();
      for (Path file : files) {
        byte[] der = der(file);
        byId.put(Digest.of(der).hex(), key(file, der));
      }
      return new TrustedKeys(byId);
    }
  }

  /** Judges who signed these bytes. */
  public Verdict judge(byte[] manifest, Optional<Signatures> signatures) {
    if (signatures.isEmpty() || signatures.get().byKey().isEmpty()) {
      return Verdict.UNSIGNED;
    }
    boolean trusted =
        signatures.get().byKey().entrySet().stream()
            .anyMatch(signature -> holds(signature.getKey(), signature.getValue(), manifest));
    return trusted ? Verdict.TRUSTED : Verdict.FOREIGN;
  }

  private boolean holds(String id, String base64, byte[] manifest) {
    PublicKey key = byId.get(id);
    try {
      return key != null && Ed25519.verify(key, manifest, Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException _) {
      return false; // not base64
    }
  }

  private static byte[] der(Path file) throws IOException {
    try {
      return Ed25519.der("PUBLIC KEY", Files.readString(file));
    } catch (GeneralSecurityException e) {
      throw new IOException("trusted key " + file + ": " + e.getMessage(), e);
    }
  }

  private static PublicKey key(Path file, byte[] der) throws IOException {
    try {
      return Ed25519.publicKey(der);
    } catch (GeneralSecurityException e) {
      throw new IOException("trusted key " + file + ": " + e.getMessage(), e);
    }
  }
}

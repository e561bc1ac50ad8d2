package dev.ijen.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;

/** The key that signs releases. Its private half never leaves this object but to its own file. */
public final class SigningKey {
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final PrivateKey privateKey;
  private final PublicKey publicKey;

  private SigningKey(PrivateKey privateKey, PublicKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A new key, in memory alone. */
  public static SigningKey generate() {
    KeyPair pair = Ed25519.generate();
    return new SigningKey(pair.getPrivate(), pair.getPublic());
  }

  /** Reads the key of this file, or makes one there that only its owner can read. */
  public static SigningKey loadOrMake(Path file) throws IOException {
    if (!Files.exists(file)) {
      SigningKey made = generate();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(beside);
      Files.createFile(beside, OWNER_ONLY);
      Files.writeString(
          beside, Ed25519.pem(PRIVATE, made.privateKey.getEncoded()) + made.publicPem());
      Files.move(beside, file);
    }
    return load(file);
  }

  /**
   * Reads a key: the PEM blocks {@code PRIVATE KEY} (PKCS #8) and {@code PUBLIC KEY} in one file,
   * as {@code openssl genpkey -algorithm ed25519} and {@code openssl pkey -pubout} write them.
   *
   * @throws IOException when one is missing, or they do not belong together
   */
  public static SigningKey load(Path file) throws IOException {
    String pem = Files.readString(file);
    try {
      var key =
          new SigningKey(
              Ed25519.privateKey(Ed25519.der(PRIVATE, pem)),
              Ed25519.publicKey(Ed25519.der(PUBLIC, pem)));
      byte[] probe = {1};
      if (!Ed25519.verify(key.publicKey, probe, key.sign(probe))) {
        throw new IOException("signing key " + file + ": its two halves do not belong together");
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new IOException("signing key " + file + ": " + e.getMessage(), e);
    }
  }

  /** The public half, as nodes keep it. */
  public String publicPem() {
    return Ed25519.pem(PUBLIC, publicKey.getEncoded());
  }

  /** The SHA-256 of the public half in hex. */
  public String id() {
    return Digest.of(publicKey.getEncoded()).hex();
  }

  byte[] sign(byte[] message) {
    try {
      return Ed25519.sign(privateKey, message);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a key that was read cannot sign", e);
    }
  }
}

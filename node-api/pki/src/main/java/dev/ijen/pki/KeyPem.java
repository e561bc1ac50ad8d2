package dev.ijen.pki;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/**
 * Private keys as PEM, read and written with the JDK alone.
 *
 * <p>Labels: {@code PRIVATE KEY} (PKCS #8, RFC 5958), {@code ED25519 PRIVATE KEY} (PKCS #8 too, as
 * files of the peer have it), {@code EC PRIVATE KEY} (SEC 1, RFC 5915) and {@code RSA PRIVATE KEY}
 * (PKCS #1, RFC 8017 A.1.2).
 */
public final class KeyPem {
  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
  private static final byte[] VERSION_1 = {Der.INTEGER, 1, 1};
  private static final byte[] NULL = {5, 0};
  private static final byte[] OID_EC_PUBLIC_KEY = hex("2a8648ce3d0201");
  private static final byte[] OID_RSA = hex("2a864886f70d010101");

  private KeyPem() {}

  /**
   * Reads the first private key of a PEM text.
   *
   * @throws PkiException when there is none or its algorithm or form is not known
   */
  public static PrivateKey read(String pem) throws PkiException {
    for (Pem.Block block : Pem.parse(pem)) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return load(block);
      }
    }
    throw new PkiException("read private key: the PEM text holds no PRIVATE KEY block");
  }

  /** Writes a key under the label that clients of the peer expect for its algorithm. */
  public static String write(PrivateKey key) {
    byte[] pkcs8 = key.getEncoded();
    try {
      return switch (key.getAlgorithm()) {
        case "EdDSA", "Ed25519" -> Pem.encode("ED25519 PRIVATE KEY", pkcs8);
        case "EC" -> Pem.encode("EC PRIVATE KEY", sec1(pkcs8));
        case "RSA" -> Pem.encode("RSA PRIVATE KEY", content(pkcs8));
        default -> Pem.encode("PRIVATE KEY", pkcs8);
      };
    } catch (PkiException e) {
      throw new IllegalArgumentException("encode key of algorithm " + key.getAlgorithm(), e);
    }
  }

  private static PrivateKey load(Pem.Block block) throws PkiException {
    byte[] pkcs8 =
        switch (block.label()) {
          case "PRIVATE KEY", "ED25519 PRIVATE KEY" -> block.der();
          case "EC PRIVATE KEY" -> fromSec1(block.der());
          case "RSA PRIVATE KEY" ->
              wrap(Der.element(Der.SEQUENCE, oid(OID_RSA), NULL), block.der());
          default -> throw new PkiException("read private key: unknown label " + block.label());
        };
    try {
      return KeyFactory.getInstance(algorithm(pkcs8))
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw new PkiException("read private key " + block.label() + ": not a valid key", e);
    }
  }

  private static String algorithm(byte[] pkcs8) throws PkiException {
    byte[] oid = new Der(algorithmIdentifier(pkcs8)).next(Der.OID);
    return switch (HexFormat.of().formatHex(oid)) {
      case "2a8648ce3d0201" -> "EC";
      case "2a864886f70d010101" -> "RSA";
      case "2b6570" -> "Ed25519";
      default -> throw new PkiException("read private key: neither Ed25519, EC nor RSA");
    };
  }

  /** PKCS #8 of a SEC 1 key: the curve moves from the key to the algorithm identifier. */
  private static byte[] fromSec1(byte[] sec1) throws PkiException {
    var key = new Der(new Der(sec1).next(Der.SEQUENCE));
    byte[] version = key.next(Der.INTEGER);
    byte[] secret = key.next(Der.OCTET_STRING);
    byte[] curve = key.next(Der.CONTEXT_0);
    byte[] inner =
        Der.element(
            Der.SEQUENCE, Der.element(Der.INTEGER, version), Der.element(Der.OCTET_STRING, secret));
    return wrap(Der.element(Der.SEQUENCE, oid(OID_EC_PUBLIC_KEY), curve), inner);
  }

  private static byte[] sec1(byte[] pkcs8) throws PkiException {
    var identifier = new Der(algorithmIdentifier(pkcs8));
    identifier.next(Der.OID);
    byte[] curve = oid(identifier.next(Der.OID));
    var key = new Der(new Der(content(pkcs8)).next(Der.SEQUENCE));
    key.next(Der.INTEGER);
    byte[] secret = Der.element(Der.OCTET_STRING, key.next(Der.OCTET_STRING));
    return Der.element(Der.SEQUENCE, VERSION_1, secret, Der.element(Der.CONTEXT_0, curve));
  }

  private static byte[] wrap(byte[] identifier, byte[] key) {
    return Der.element(Der.SEQUENCE, VERSION_0, identifier, Der.element(Der.OCTET_STRING, key));
  }

  private static byte[] algorithmIdentifier(byte[] pkcs8) throws PkiException {
    var outer = new Der(new Der(pkcs8).next(Der.SEQUENCE));
    outer.next(Der.INTEGER);
    return outer.next(Der.SEQUENCE);
  }

  private static byte[] content(byte[] pkcs8) throws PkiException {
    var outer = new Der(new Der(pkcs8).next(Der.SEQUENCE));
    outer.next(Der.INTEGER);
    outer.next(Der.SEQUENCE);
    return outer.next(Der.OCTET_STRING);
  }

  private static byte[] oid(byte[] content) {
    return Der.element(Der.OID, content);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}

package dev.ijen.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPemTest {
  /** Made with {@code openssl ecparam -name prime256v1 -genkey -noout}. */
  private static final String SEC1 =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIMZSy7Mia4k9uDPyrZPr/SC56o0O209zTm5ay3ga4iProAoGCCqGSM49
      AwEHoUQDQgAEPNz6y7AQEoJG6XlNqEnjr5PW4qeImJTS9+VwYnT7cTqR6efMG85f
      8Zg+xdTFKGqg8+CwVHRjSpJLNC+9Rqn3JQ==
      -----END EC PRIVATE KEY-----
      """;

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aKeyWrittenAndReadSignsForTheSamePublicKey(KeyAlgorithm algorithm) throws Exception {
    KeyPair pair = algorithm.generate(new SecureRandom());

    PrivateKey read = KeyPem.read(KeyPem.write(pair.getPrivate()));

    assertThat(verifies(algorithm, read, pair)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void plainPkcs8IsReadToo(KeyAlgorithm algorithm) throws Exception {
    KeyPair pair = algorithm.generate(new SecureRandom());

    PrivateKey read = KeyPem.read(Pem.encode("PRIVATE KEY", pair.getPrivate().getEncoded()));

    assertThat(verifies(algorithm, read, pair)).isTrue();
  }

  @Test
  void aKeyOfOpensslIsRead() throws Exception {
    assertThat(KeyPem.read(SEC1).getAlgorithm()).isEqualTo("EC");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "",
        "no pem",
        "-----BEGIN PRIVATE KEY-----\n!!!!\n-----END PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----",
        "-----BEGIN EC PRIVATE KEY-----\nMIL/\n-----END EC PRIVATE KEY-----",
        "-----BEGIN DSA PRIVATE KEY-----\nMAA=\n-----END DSA PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----"
      })
  void whatIsNoKeyIsRefused(String pem) {
    assertThatThrownBy(() -> KeyPem.read(pem)).isInstanceOf(PkiException.class);
  }

  @Test
  void readingKeysAndCertificatesNeedsNoBouncyCastle() throws Exception {
    URL classes = Pem.class.getProtectionDomain().getCodeSource().getLocation();
    var platform = ClassLoader.getPlatformClassLoader();
    try (var loader = new URLClassLoader(new URL[] {classes}, platform)) {
      Object key =
          loader
              .loadClass(KeyPem.class.getName())
              .getMethod("read", String.class)
              .invoke(null, SEC1);

      assertThat(key).isInstanceOf(PrivateKey.class);
      assertThatThrownBy(() -> loader.loadClass("org.bouncycastle.asn1.x500.X500Name"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  private static boolean verifies(KeyAlgorithm algorithm, PrivateKey key, KeyPair pair)
      throws Exception {
    byte[] message = {1, 2, 3};
    var signer = Signature.getInstance(algorithm.signature());
    signer.initSign(key);
    signer.update(message);
    var verifier = Signature.getInstance(algorithm.signature());
    verifier.initVerify(pair.getPublic());
    verifier.update(message);
    return verifier.verify(signer.sign());
  }
}

package dev.ijen.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final SecureRandom RANDOM = new SecureRandom();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void anAuthorityOfEveryAlgorithmSignsServers(KeyAlgorithm algorithm) throws Exception {
    var authority = CertificateAuthority.create(Subject.named("ca"), algorithm, CLOCK, RANDOM);
    var reloaded = CertificateAuthority.load(authority.toPem());
    var names = AlternativeNames.of(List.of("node-1", "10.5.0.2", "fd00::2", "node-1"));

    X509Certificate server =
        Certificates.readFirst(
            reloaded
                .issueServer(Subject.named("node-1"), names, CLOCK, YEAR, RANDOM)
                .certificate());

    server.verify(authority.certificate().getPublicKey());
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(server.getSubjectAlternativeNames())
        .extracting(name -> (Object) name.get(1))
        .containsExactly("node-1", "10.5.0.2", "fd00:0:0:0:0:0:0:2");
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(authority.certificate().getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void aClientHoldsItsRolesAsOrganizationsAndMayOnlyBeAClient() throws Exception {
    var authority = osAuthority();

    PemKeyPair client = authority.issueClient(List.of("os:admin"), CLOCK, YEAR, RANDOM);

    X509Certificate certificate = Certificates.readFirst(client.certificate());
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("O=os:admin");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getNotAfter()).isEqualTo(Date.from(NOW.plus(YEAR)));
    assertThat(client.key()).startsWith("-----BEGIN ED25519 PRIVATE KEY-----");
    assertThat(KeyPem.write(KeyPem.read(client.key()))).isEqualTo(client.key());
  }

  @Test
  void theMaintenanceCertificateSignsItself() throws Exception {
    PemKeyPair pair =
        CertificateAuthority.selfSignedServer(
            Subject.named("maintenance"),
            AlternativeNames.of(List.of("10.0.0.1")),
            CLOCK,
            YEAR,
            RANDOM);

    X509Certificate certificate = Certificates.readFirst(pair.certificate());

    certificate.verify(certificate.getPublicKey());
    assertThat(Certificates.fingerprint(certificate)).hasSize(44).endsWith("=");
  }

  @Test
  void anAuthorityWithoutItsKeyIsRefused() {
    var worker = new PemKeyPair(osAuthority().toPem().certificate(), "");

    assertThatThrownBy(() -> CertificateAuthority.load(worker))
        .isInstanceOf(PkiException.class)
        .hasMessage("load certificate authority: the private key is missing");
  }

  @Test
  void secretsAreNotPrinted() {
    var pair = osAuthority().toPem();

    assertThat(pair.toString()).doesNotContain("PRIVATE KEY").contains("[redacted]");
  }

  private static CertificateAuthority osAuthority() {
    var subject = Subject.roles(List.of("ijen"));
    return CertificateAuthority.create(subject, KeyAlgorithm.ED25519, CLOCK, RANDOM);
  }
}

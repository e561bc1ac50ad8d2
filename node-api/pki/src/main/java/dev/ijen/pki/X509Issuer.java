package dev.ijen.pki;

import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Builds and signs X.509 certificates with Bouncy Castle over the JDK's own algorithms. */
final class X509Issuer {
  /** Certificates start a little in the past, for nodes whose clock is a little behind. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private X509Issuer() {}

  /** What a certificate says apart from key and times. */
  record Profile(
      Subject subject, AlternativeNames names, boolean authority, List<KeyPurposeId> purposes) {

    static Profile authority(Subject subject) {
      var none = new AlternativeNames(List.of(), List.of());
      return new Profile(
          subject,
          none,
          true,
          List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth));
    }

    static Profile leaf(Subject subject, AlternativeNames names, KeyPurposeId... purposes) {
      return new Profile(subject, names, false, List.of(purposes));
    }
  }

  private record Times(Date notBefore, Date notAfter) {
    static Times from(Clock clock, Duration lifetime) {
      Instant now = clock.instant();
      return new Times(Date.from(now.minus(CLOCK_SKEW)), Date.from(now.plus(lifetime)));
    }
  }

  static X509Certificate selfSigned(
      KeyPair pair, Profile profile, Clock clock, Duration lifetime, SecureRandom random) {
    X500Name name = name(profile.subject());
    var times = Times.from(clock, lifetime);
    var builder =
        new JcaX509v3CertificateBuilder(
            name, serial(random), times.notBefore(), times.notAfter(), name, pair.getPublic());
    try {
      return sign(extend(builder, profile, pair.getPublic()), pair.getPrivate());
    } catch (PkiException e) {
      throw new AssertionError("a key pair made here signs", e);
    }
  }

  static X509Certificate issue(
      CertificateAuthority authority,
      PublicKey holder,
      Profile profile,
      Clock clock,
      Duration lifetime,
      SecureRandom random)
      throws PkiException {
    var times = Times.from(clock, lifetime);
    var builder =
        new JcaX509v3CertificateBuilder(
            authority.certificate(),
            serial(random),
            times.notBefore(),
            times.notAfter(),
            name(profile.subject()),
            holder);
    extend(builder, profile, holder);
    try {
      var identifier =
          extensionUtils().createAuthorityKeyIdentifier(authority.certificate().getPublicKey());
      builder.addExtension(Extension.authorityKeyIdentifier, false, identifier);
    } catch (CertIOException e) {
      throw new PkiException("encode the authority key identifier", e);
    }
    return sign(builder, authority.key());
  }

  private static X509v3CertificateBuilder extend(
      X509v3CertificateBuilder builder, Profile profile, PublicKey holder) {
    try {
      builder.addExtension(
          Extension.basicConstraints, true, new BasicConstraints(profile.authority()));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage(profile)));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(profile.purposes().toArray(KeyPurposeId[]::new)));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          extensionUtils().createSubjectKeyIdentifier(holder));
      if (!profile.names().isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(profile.names()));
      }
      return builder;
    } catch (CertIOException e) {
      throw new AssertionError("extensions made here encode", e);
    }
  }

  private static int usage(Profile profile) {
    return profile.authority()
        ? KeyUsage.digitalSignature | KeyUsage.keyCertSign
        : KeyUsage.digitalSignature;
  }

  private static GeneralNames names(AlternativeNames names) {
    var all = new ArrayList<GeneralName>();
    for (String dns : names.dns()) {
      all.add(new GeneralName(GeneralName.dNSName, dns));
    }
    for (InetAddress address : names.addresses()) {
      all.add(new GeneralName(GeneralName.iPAddress, address.getHostAddress()));
    }
    return new GeneralNames(all.toArray(GeneralName[]::new));
  }

  private static X500Name name(Subject subject) {
    var builder = new X500NameBuilder(BCStyle.INSTANCE);
    for (String organization : subject.organizations()) {
      builder.addRDN(BCStyle.O, organization);
    }
    if (!subject.commonName().isEmpty()) {
      builder.addRDN(BCStyle.CN, subject.commonName());
    }
    return builder.build();
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws PkiException {
    try {
      var signer = new JcaContentSignerBuilder(KeyAlgorithm.of(key).signature()).build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | GeneralSecurityException e) {
      throw new PkiException("sign certificate with a key of " + key.getAlgorithm(), e);
    }
  }

  private static JcaX509ExtensionUtils extensionUtils() {
    try {
      return new JcaX509ExtensionUtils();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has SHA-1 for key identifiers", e);
    }
  }

  /** A positive serial of 127 bits (RFC 5280 §4.1.2.2). */
  private static BigInteger serial(SecureRandom random) {
    return new BigInteger(127, random).setBit(0);
  }
}

package dev.ijen.apid;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import java.net.SocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Finds out once per connection who the caller is. */
final class CallerFilter extends ServerTransportFilter {
  static final Attributes.Key<Caller> CALLER = Attributes.Key.create("caller");

  @Override
  public Attributes transportReady(Attributes connection) {
    SocketAddress remote = connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    SSLSession session = connection.get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    if (session == null) {
      throw new IllegalStateException("a connection without TLS");
    }
    return connection.toBuilder().set(CALLER, caller(session, String.valueOf(remote))).build();
  }

  private static Caller caller(SSLSession session, String address) {
    try {
      Certificate leaf = session.getPeerCertificates()[0];
      var certificate = (X509Certificate) leaf;
      return new Caller(true, organizations(certificate), name(certificate), address);
    } catch (SSLPeerUnverifiedException e) {
      return Caller.anonymous(
          address); // a connection of maintenance mode: no certificate was asked for
    }
  }

  /** The O entries of the subject (RFC 2253); empty ones are skipped. */
  static Set<String> organizations(X509Certificate certificate) {
    return values(certificate, "O");
  }

  private static String name(X509Certificate certificate) {
    return values(certificate, "CN").stream()
        .findFirst()
        .orElseGet(() -> String.join(",", organizations(certificate)));
  }

  private static Set<String> values(X509Certificate certificate, String type) {
    var found = new LinkedHashSet<String>();
    try {
      for (Rdn rdn : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        var values = rdn.toAttributes().get(type);
        for (int i = 0; values != null && i < values.size(); i++) {
          found.add(String.valueOf(values.get(i)));
        }
      }
    } catch (NamingException e) {
      throw new IllegalArgumentException("subject of a verified certificate: " + e.getMessage(), e);
    }
    found.remove("");
    return found;
  }
}

package dev.ijen.machined.secrets;

import dev.ijen.pki.PemKeyPair;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A kubeconfig for one user of one cluster; its text holds secrets.
 *
 * @param cluster name that people see
 * @param server URL of the API server
 * @param authorities certificates that the server may be from, as PEM
 * @param user name that people see
 * @see <a href="https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/">kubeconfig v1</a>
 */
public record Kubeconfig(
    String cluster, String server, String authorities, String user, Credentials credentials) {

  /** How the user is known. */
  public sealed interface Credentials {}

  /** By a certificate of the cluster's authority. */
  public record Certificate(PemKeyPair pair) implements Credentials {}

  /** By a token. */
  public record Token(String text) implements Credentials {
    @Override
    public String toString() {
      return "Token[redacted]";
    }
  }

  /** Reads a file that {@link #yaml} wrote; empty when it has no client certificate. */
  public static Optional<Kubeconfig> parse(String yaml) {
    String certificate = decoded(yaml, "client-certificate-data");
    String key = decoded(yaml, "client-key-data");
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Kubeconfig(
            field(yaml, "cluster"),
            field(yaml, "server"),
            decoded(yaml, "certificate-authority-data"),
            field(yaml, "user"),
            new Certificate(new PemKeyPair(certificate, key))));
  }

  private static String decoded(String yaml, String name) {
    return new String(Base64.getDecoder().decode(field(yaml, name)), StandardCharsets.UTF_8);
  }

  private static String field(String yaml, String name) {
    String label = name + ": ";
    return yaml.lines()
        .map(String::strip)
        .filter(line -> line.startsWith(label))
        .map(line -> line.substring(label.length()))
        .findFirst()
        .orElse("");
  }

  /** The file. */
  public String yaml() {
    return """
        apiVersion: v1
        kind: Config
        clusters:
          - name: %1$s
            cluster:
              server: %2$s
              certificate-authority-data: %3$s
        users:
          - name: %4$s@%1$s
            user:
        %5$s
        contexts:
          - name: %4$s@%1$s
            context:
              cluster: %1$s
              namespace: default
              user: %4$s@%1$s
        current-context: %4$s@%1$s
        """
        .formatted(cluster, server, base64(authorities), user, credentialLines());
  }

  private String credentialLines() {
    return switch (credentials) {
      case Certificate(PemKeyPair pair) ->
          "      client-certificate-data: %s%n      client-key-data: %s"
              .formatted(pair.certificateBase64(), pair.keyBase64());
      case Token(String text) -> "      token: " + text;
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

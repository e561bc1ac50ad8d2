package dev.ijen.lab.controlplane;

import dev.ijen.pki.PemKeyPair;

/** The file by which Kubernetes clients find and trust an API server. */
final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * Makes the text; it holds the client's private key.
   *
   * @param url the API server, as {@code https://10.213.0.2:6443}
   * @param authority certificate that signed the server's
   */
  static String of(String url, PemKeyPair authority, PemKeyPair client) {
    return """
        apiVersion: v1
        kind: Config
        current-context: ijen
        clusters:
        - name: ijen
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: ijen
          user:
            client-certificate-data: %s
            client-key-data: %s
        contexts:
        - name: ijen
          context: {cluster: ijen, user: ijen}
        """
        .formatted(
            url, authority.certificateBase64(), client.certificateBase64(), client.keyBase64());
  }
}

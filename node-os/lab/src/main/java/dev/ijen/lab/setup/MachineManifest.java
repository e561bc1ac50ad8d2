package dev.ijen.lab.setup;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** The objects by which the operator knows a node: two Secrets and a Machine. */
public final class MachineManifest {
  private MachineManifest() {}

  /**
   * Makes the YAML; it holds secrets.
   *
   * @param name name of the Machine and start of the Secrets' names
   * @param endpoint the node API as {@code host:port}
   * @param config the node's base config
   * @param talosconfig credentials for the node API
   * @param labels of the Machine
   */
  public static String of(
      String name, String endpoint, String config, String talosconfig, Map<String, String> labels) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: %1$s-config, namespace: default}
        data:
          machineconfig: %3$s
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: %1$s-credentials, namespace: default}
        data:
          talosconfig: %4$s
        ---
        apiVersion: ijen.dev/v1alpha1
        kind: Machine
        metadata: {name: %1$s, namespace: default, labels: {%5$s}}
        spec:
          addresses: ["%2$s"]
          configSecretRef: {name: %1$s-config}
          credentialsSecretRef: {name: %1$s-credentials}
        """
        .formatted(name, endpoint, base64(config), base64(talosconfig), flow(labels));
  }

  private static String flow(Map<String, String> labels) {
    return labels.entrySet().stream()
        .map(label -> "%s: \"%s\"".formatted(label.getKey(), label.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

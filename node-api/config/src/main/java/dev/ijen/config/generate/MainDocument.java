package dev.ijen.config.generate;

import dev.ijen.config.MachineType;
import dev.ijen.pki.PemKeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What the main document holds in every form. */
final class MainDocument {
  private MainDocument() {}

  static MapBuilder of(ClusterInput input, MachineType type) {
    SecretsBundle secrets = input.secrets();
    MapBuilder main =
        new MapBuilder()
            .put("version", "v1alpha1")
            .put("machine.type", type.word())
            .put("machine.token", secrets.trustdToken())
            .put("machine.ca", authority(secrets.os(), type))
            .put("machine.certSANs", input.certSans())
            .put("cluster.token", secrets.bootstrapToken());
    if (type.isControlPlane()) {
      main.put("cluster.etcd.ca", authority(secrets.etcd(), type));
    }
    return main;
  }

  /** Certificate and key for a control plane, the certificate alone for a worker. */
  static Map<String, Object> authority(PemKeyPair pair, MachineType type) {
    SequencedMap<String, Object> authority = new LinkedHashMap<>();
    authority.put("crt", pair.certificateBase64());
    authority.put("key", type.isControlPlane() ? pair.keyBase64() : "");
    return authority;
  }
}

package dev.ijen.machined.k8s;

import com.google.protobuf.Struct;
import dev.ijen.api.resource.secrets.KubernetesRootSpec;
import dev.ijen.machined.wire.Structs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the API server encrypts what it keeps in etcd.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-config.v1/">API server
 *     configuration v1</a>
 */
final class EncryptionConfig {
  private EncryptionConfig() {}

  /** The file as JSON: it holds secrets. */
  static String json(KubernetesRootSpec root) {
    Struct given = root.getEtcdEncryptionConfig();
    var config =
        new LinkedHashMap<String, Object>(
            given.getFieldsCount() > 0 ? Structs.map(given) : classic(root));
    config.put("apiVersion", "apiserver.config.k8s.io/v1");
    config.put("kind", "EncryptionConfiguration");
    return Structs.json(Structs.of(config));
  }

  /** The first provider writes; all of them read. */
  private static Map<String, Object> classic(KubernetesRootSpec root) {
    var providers = new ArrayList<Object>();
    if (!root.getSecretboxEncryptionSecret().isEmpty()) {
      providers.add(provider("secretbox", "key2", root.getSecretboxEncryptionSecret()));
    }
    if (!root.getAescbcEncryptionSecret().isEmpty()) {
      providers.add(provider("aescbc", "key1", root.getAescbcEncryptionSecret()));
    }
    providers.add(Map.of("identity", Map.of()));
    return Map.of(
        "resources", List.of(Map.of("resources", List.of("secrets"), "providers", providers)));
  }

  private static Object provider(String kind, String key, String secret) {
    return Map.of(kind, Map.of("keys", List.of(Map.of("name", key, "secret", secret))));
  }
}

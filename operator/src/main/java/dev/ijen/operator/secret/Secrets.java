package dev.ijen.operator.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads Secrets one by one when they are needed: none is watched, listed or kept in memory. */
@Singleton
public final class Secrets {
  private final KubernetesClient client;

  Secrets(KubernetesClient client) {
    this.client = client;
  }

  /** The text under a key. */
  public Optional<String> find(String namespace, String name, String key) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    return Optional.ofNullable(secret)
        .flatMap(found -> Optional.ofNullable(found.getData()))
        .flatMap(data -> Optional.ofNullable(data.get(key)))
        .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
  }
}

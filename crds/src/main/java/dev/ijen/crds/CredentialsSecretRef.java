package dev.ijen.crds;

import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/**
 * A key of a Secret of the same namespace that holds a talosconfig.
 *
 * @param name name of the Secret
 * @param key key inside it
 */
public record CredentialsSecretRef(
    @Required @Size(min = 1, max = 253) String name,
    @Default(CredentialsSecretRef.DEFAULT_KEY) @Size(min = 1, max = 253) String key) {
  /** Key that is used when none is given. */
  public static final String DEFAULT_KEY = "talosconfig";

  /** Fills in the key. */
  public CredentialsSecretRef(String name, @Nullable String key) {
    this.name = name;
    this.key = key == null ? DEFAULT_KEY : key;
  }
}

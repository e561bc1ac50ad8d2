package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user says about a machine.
 *
 * @param addresses {@code host} or {@code host:port} of the node API, tried in order; one to eight
 * @param configSecretRef where the base machine config is
 * @param credentialsSecretRef where the client certificate for the node API is
 * @param role what it does in the cluster
 * @param lock keeps Rollouts from changing it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
    value =
        "self.addresses.all(a, a.matches('^(\\\\[[0-9a-fA-F:.]+\\\\]|[A-Za-z0-9.-]+)(:[0-9]{1,5})?$'))",
    message = "addresses must be host or host:port; an IPv6 address stands in brackets",
    fieldPath = ".addresses")
public record MachineSpec(
    @Required
        @Size(min = 1, max = 8)
        @JsonPropertyDescription(
            "Addresses of the node API as host or host:port (default port 50000); the first that answers is used.")
        List<String> addresses,
    @Required
        @JsonPropertyDescription("Secret with the complete base machine config of this machine.")
        ConfigSecretRef configSecretRef,
    @Required
        @JsonPropertyDescription(
            "Secret with a talosconfig whose current context has a client certificate for the node API.")
        CredentialsSecretRef credentialsSecretRef,
    @Default("Worker")
        @JsonPropertyDescription(
            "Control planes are disrupted one at a time and only while all others are ready.")
        Role role,
    @JsonPropertyDescription("Keeps Rollouts from changing this machine.") @Nullable Hold lock) {

  /** Copies the list and fills in the role. */
  public MachineSpec(
      @Nullable List<String> addresses,
      ConfigSecretRef configSecretRef,
      CredentialsSecretRef credentialsSecretRef,
      @Nullable Role role,
      @Nullable Hold lock) {
    this.addresses = addresses == null ? List.of() : List.copyOf(addresses);
    this.configSecretRef = configSecretRef;
    this.credentialsSecretRef = credentialsSecretRef;
    this.role = role == null ? Role.WORKER : role;
    this.lock = lock;
  }
}

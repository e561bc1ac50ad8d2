package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.crd.generator.annotation.PreserveUnknownFields;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fragment, whom it concerns, and where it stands in the order of merging: scope {@code Cluster}
 * before {@code Pool} before {@code Machine}, then weight upwards, then name; the later one wins.
 *
 * @param scope breadth of the fragment
 * @param pools names of the pools, for scope {@code Pool} alone
 * @param selector labels of the machines; none selects every machine of the namespace
 * @param weight place inside the scope, 0 to 1000
 * @param enabled whether the fragment takes part
 * @param config the fragment as an object of the {@code v1alpha1} document
 * @param documents the fragment as YAML text of one or more documents, at most 256 KiB
 * @param secretRef the fragment as YAML text in a Secret
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value =
        "(has(self.config) ? 1 : 0) + (has(self.documents) ? 1 : 0) + (has(self.secretRef) ? 1 : 0) == 1",
    message = "exactly one of config, documents and secretRef must be set")
@ValidationRule(
    value = "self.scope != 'Machine' || has(self.selector)",
    message = "scope Machine needs a selector",
    fieldPath = ".scope")
@ValidationRule(
    value = "(self.scope == 'Pool') == (has(self.pools) && size(self.pools) > 0)",
    message = "pools must be set for scope Pool and for no other",
    fieldPath = ".scope")
public record MachineConfigSpec(
    @Default("Cluster")
        @JsonPropertyDescription(
            "Fragments of scope Cluster are merged before those of scope Pool, these before those of scope Machine.")
        Scope scope,
    @Size(max = 32) @JsonPropertyDescription("MachinePools that a fragment of scope Pool is for.")
        List<String> pools,
    @JsonPropertyDescription(
            "Labels of the Machines this fragment is for. Without it: all Machines of the namespace.")
        @Nullable LabelSelector selector,
    @Default("500")
        @Min(0)
        @Max(1000)
        @JsonPropertyDescription(
            "Order inside the scope; the higher weight is merged later and wins.")
        Integer weight,
    @Default("true")
        @JsonPropertyDescription("False takes the effect of the fragment back without deleting it.")
        Boolean enabled,
    @PreserveUnknownFields
        @JsonPropertyDescription("Strategic merge patch for the v1alpha1 document, as an object.")
        @Nullable JsonNode config,
    @Size(min = 1, max = 262144)
        @JsonPropertyDescription("Strategic merge patch as YAML text of one or more documents.")
        @Nullable String documents,
    @JsonPropertyDescription(
            "Secret with the strategic merge patch as YAML text, for fragments that hold secrets.")
        @Nullable ConfigSecretRef secretRef) {

  /** Fills in the defaults that the API server would fill in. */
  public MachineConfigSpec(
      @Nullable Scope scope,
      @Nullable List<String> pools,
      @Nullable LabelSelector selector,
      @Nullable Integer weight,
      @Nullable Boolean enabled,
      @Nullable JsonNode config,
      @Nullable String documents,
      @Nullable ConfigSecretRef secretRef) {
    this.scope = scope == null ? Scope.CLUSTER : scope;
    this.pools = pools == null ? List.of() : List.copyOf(pools);
    this.selector = selector;
    this.weight = weight == null ? 500 : weight;
    this.enabled = enabled == null || enabled;
    this.config = config;
    this.documents = documents;
    this.secretRef = secretRef;
  }
}

package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks and how long they must hold. A gate is asked only while a Rollout needs it.
 *
 * @param checks all must hold
 * @param stableFor how long they must hold without a break
 * @param interval how often they are asked
 * @param timeout how long a Rollout waits for the gate
 * @param onTimeout what happens then
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HealthGateSpec(
    @Required @Size(min = 1, max = 32) List<Check> checks,
    @Default("30s") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String stableFor,
    @Default("10s") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String interval,
    @Default("10m") @Pattern(Durations.PATTERN) @Size(min = 2, max = 20) String timeout,
    @Default("Halt") OnTimeout onTimeout) {

  /** Fills in the defaults that the API server would fill in. */
  public HealthGateSpec(
      @Nullable List<Check> checks,
      @Nullable String stableFor,
      @Nullable String interval,
      @Nullable String timeout,
      @Nullable OnTimeout onTimeout) {
    this.checks = checks == null ? List.of() : List.copyOf(checks);
    this.stableFor = stableFor == null ? "30s" : stableFor;
    this.interval = interval == null ? "10s" : interval;
    this.timeout = timeout == null ? "10m" : timeout;
    this.onTimeout = onTimeout == null ? OnTimeout.HALT : onTimeout;
  }

  /** What happens when a Rollout has waited for too long. */
  public enum OnTimeout {
    /** The Rollout halts. A machine that the gate was to confirm counts as failed. */
    @JsonProperty("Halt")
    HALT,
    /** The Rollout goes on waiting; a machine on trial goes back when its own time is over. */
    @JsonProperty("Wait")
    WAIT,
    /** The gate is left out. */
    @JsonProperty("Ignore")
    IGNORE
  }

  /**
   * One check: exactly one of its kinds.
   *
   * @param name unique in the gate
   * @param cel an expression over objects of the API server
   * @param nodeServices services of the nodes of the pool
   * @param nodes Kubernetes nodes
   * @param pdb PodDisruptionBudgets
   * @param prometheus a query
   * @param http a request
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @ValidationRule(
      value =
          "[has(self.cel), has(self.nodeServices), has(self.nodes), has(self.pdb), has(self.prometheus), has(self.http)].filter(x, x).size() == 1",
      message = "exactly one of cel, nodeServices, nodes, pdb, prometheus and http must be set")
  public record Check(
      @Required @Size(min = 1, max = 63) String name,
      @Nullable Cel cel,
      @Nullable NodeServices nodeServices,
      @Nullable Nodes nodes,
      @Nullable Pdb pdb,
      @Nullable Prometheus prometheus,
      @Nullable Http http) {}

  /**
   * An expression over objects.
   *
   * @param apiVersion group and version
   * @param kind kind of the objects
   * @param namespace where they are; without it in all namespaces
   * @param name one object; without it all that the selector takes
   * @param selector labels of the objects
   * @param expression CEL over {@code self}, must be a truth value
   * @param each how many must hold
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Cel(
      @Required @Size(min = 1, max = 253) String apiVersion,
      @Required @Size(min = 1, max = 63) String kind,
      @Size(min = 1, max = 63) @Nullable String namespace,
      @Size(min = 1, max = 253) @Nullable String name,
      @Nullable LabelSelector selector,
      @Required
          @Size(min = 1, max = 4096)
          @JsonPropertyDescription("CEL over self, the object; must be true.")
          String expression,
      @Default("All") Each each) {
    /** Fills in the default. */
    public Cel(
        String apiVersion,
        String kind,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable LabelSelector selector,
        String expression,
        @Nullable Each each) {
      this.apiVersion = apiVersion;
      this.kind = kind;
      this.namespace = namespace;
      this.name = name;
      this.selector = selector;
      this.expression = expression;
      this.each = each == null ? Each.ALL : each;
    }
  }

  /** How many objects must hold. */
  public enum Each {
    /** Every one, and there must be one. */
    @JsonProperty("All")
    ALL,
    /** At least one. */
    @JsonProperty("Any")
    ANY
  }

  /**
   * Services that must be running and healthy on every machine of the pool.
   *
   * @param require ids of services, such as {@code kubelet}
   */
  public record NodeServices(@Required @Size(min = 1, max = 32) List<String> require) {
    /** Copies the list; a missing one is empty. */
    public NodeServices(@Nullable List<String> require) {
      this.require = require == null ? List.of() : List.copyOf(require);
    }
  }

  /**
   * Kubernetes nodes with condition {@code Ready}.
   *
   * @param readyPercent part that must be ready
   */
  public record Nodes(@Default("100") @Min(1) @Max(100) Integer readyPercent) {
    /** Fills in the default. */
    public Nodes(@Nullable Integer readyPercent) {
      this.readyPercent = readyPercent == null ? 100 : readyPercent;
    }
  }

  /**
   * PodDisruptionBudgets that must allow a disruption.
   *
   * @param namespace where they are; without it in all namespaces
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Pdb(@Size(min = 1, max = 63) @Nullable String namespace) {}

  /**
   * A query whose every sample must compare true; no sample holds as well only if {@code
   * emptyPasses}.
   *
   * @param url address of Prometheus, without {@code /api}
   * @param query PromQL
   * @param op comparison
   * @param value number to compare with
   * @param emptyPasses whether no sample at all passes
   */
  @ValidationRule(
      value = "self.value.matches('^-?[0-9]{1,18}([.][0-9]{1,9})?$')",
      message = "value must be a decimal number",
      fieldPath = ".value")
  public record Prometheus(
      @Required @Size(min = 1, max = 1024) @Pattern("^https?://.*") String url,
      @Required @Size(min = 1, max = 4096) String query,
      @Required Op op,
      @Required @Size(min = 1, max = 30) String value,
      @Default("false") Boolean emptyPasses) {
    /** Fills in the default. */
    public Prometheus(
        String url, String query, Op op, String value, @Nullable Boolean emptyPasses) {
      this.url = url;
      this.query = query;
      this.op = op;
      this.value = value;
      this.emptyPasses = emptyPasses != null && emptyPasses;
    }
  }

  /** Comparisons. */
  public enum Op {
    /** Less. */
    @JsonProperty("<")
    LESS,
    /** Less or equal. */
    @JsonProperty("<=")
    AT_MOST,
    /** Equal. */
    @JsonProperty("==")
    EQUAL,
    /** Greater or equal. */
    @JsonProperty(">=")
    AT_LEAST,
    /** Greater. */
    @JsonProperty(">")
    GREATER
  }

  /**
   * A GET request.
   *
   * @param url address
   * @param expectStatus status code that must come
   */
  public record Http(
      @Required @Size(min = 1, max = 1024) @Pattern("^https?://.*") String url,
      @Default("200") @Min(100) @Max(599) Integer expectStatus) {
    /** Fills in the default. */
    public Http(String url, @Nullable Integer expectStatus) {
      this.url = url;
      this.expectStatus = expectStatus == null ? 200 : expectStatus;
    }
  }
}

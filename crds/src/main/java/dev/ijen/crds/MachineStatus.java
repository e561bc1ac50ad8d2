package dev.ijen.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.crd.generator.annotation.PrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator knows about a machine. It changes only when a fact changes: there are no
 * heartbeats in it.
 *
 * @param observedGeneration generation of the spec that this status answers
 * @param phase summary for people
 * @param hostname name that the node gives itself
 * @param api the node API as seen from the operator
 * @param os what runs on the node
 * @param config desired and applied machine config
 * @param problems what stops the fragments from being applied, at most 32
 * @param conditions kstatus conditions and {@code Reachable}, {@code ConfigApplied}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Phase") @Nullable MachinePhase phase,
    @PrinterColumn(name = "Hostname", priority = 1) @Size(max = 253) @Nullable String hostname,
    @Nullable Api api,
    @Nullable Os os,
    @Nullable Config config,
    @Size(max = 32) List<Problem> problems,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the list; a missing one is empty. */
  public MachineStatus(
      @Nullable Long observedGeneration,
      @Nullable MachinePhase phase,
      @Nullable String hostname,
      @Nullable Api api,
      @Nullable Os os,
      @Nullable Config config,
      @Nullable List<Problem> problems,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.phase = phase;
    this.hostname = hostname;
    this.api = api;
    this.os = os;
    this.config = config;
    this.problems = problems == null ? List.of() : List.copyOf(problems);
    this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
  }

  /**
   * The node API as seen from the operator.
   *
   * @param reachable whether the last call was answered
   * @param address the address that answered last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Api(
      boolean reachable,
      @PrinterColumn(name = "Address", priority = 1) @Size(max = 320) @Nullable String address) {}

  /**
   * What runs on the node.
   *
   * @param version tag of the operating system, such as {@code v1.14.0}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Os(@PrinterColumn(name = "OS") @Size(max = 128) @Nullable String version) {}

  /**
   * Desired and applied machine config. A hash is 64 hexadecimal digits (SHA-256 of the canonical
   * config).
   *
   * @param desiredHash hash of the base merged with all fragments
   * @param appliedHash hash of what the node holds
   * @param sources the fragments that were looked at, in the order of merging, at most 64
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Config(
      @Size(max = 64) @Nullable String desiredHash,
      @PrinterColumn(name = "Config", priority = 1) @Size(max = 64) @Nullable String appliedHash,
      @Size(max = 64) List<Source> sources) {

    /** Copies the list; a missing one is empty. */
    public Config(
        @Nullable String desiredHash,
        @Nullable String appliedHash,
        @Nullable List<Source> sources) {
      this.desiredHash = desiredHash;
      this.appliedHash = appliedHash;
      this.sources = sources == null ? List.of() : List.copyOf(sources);
    }
  }

  /**
   * A fragment as it was when the config was rendered.
   *
   * @param name name of the MachineConfig
   * @param generation its generation
   */
  public record Source(@Required @Size(max = 253) String name, @Required Long generation) {}

  /**
   * Why the config cannot be rendered.
   *
   * @param source name of the MachineConfig at fault; empty when it is the base config
   * @param kind what sort of fault it is
   * @param path document and field, such as {@code v1alpha1: machine.sysctls}; empty for the whole
   * @param message what is wrong, never with the value of a field
   */
  public record Problem(
      @Required @Size(max = 253) String source,
      @Required ProblemKind kind,
      @Required @Size(max = 512) String path,
      @Required @Size(max = 1024) String message) {}

  /** Sorts of faults. */
  public enum ProblemKind {
    /** The text is no machine config, or breaks one of its rules. */
    @JsonProperty("Invalid")
    INVALID,
    /** Another fragment of the same scope and weight wants something else. */
    @JsonProperty("Conflict")
    CONFLICT,
    /** A Secret or a key of it is not there. */
    @JsonProperty("SecretMissing")
    SECRET_MISSING
  }
}

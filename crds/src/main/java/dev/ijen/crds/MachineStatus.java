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
 * @param pool name of the pool that selects it
 * @param hostname name that the node gives itself
 * @param api the node API as seen from the operator
 * @param os what runs on the node
 * @param config desired and applied machine config
 * @param drift what the node has that it was not given, at most 16
 * @param problems what stops the fragments from being applied, at most 32
 * @param conditions kstatus conditions and {@code Reachable}, {@code ConfigApplied}, {@code
 *     Drifted}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MachineStatus(
    @Nullable Long observedGeneration,
    @PrinterColumn(name = "Phase") @Nullable MachinePhase phase,
    @PrinterColumn(name = "Pool") @Size(max = 253) @Nullable String pool,
    @PrinterColumn(name = "Hostname", priority = 1) @Size(max = 253) @Nullable String hostname,
    @Nullable Api api,
    @Nullable Os os,
    @Nullable Config config,
    @Size(max = 16) List<Drift> drift,
    @Size(max = 32) List<Problem> problems,
    @Size(max = 16) List<Condition> conditions) {

  /** Copies the list; a missing one is empty. */
  public MachineStatus(
      @Nullable Long observedGeneration,
      @Nullable MachinePhase phase,
      @Nullable String pool,
      @Nullable String hostname,
      @Nullable Api api,
      @Nullable Os os,
      @Nullable Config config,
      @Nullable List<Drift> drift,
      @Nullable List<Problem> problems,
      @Nullable List<Condition> conditions) {
    this.observedGeneration = observedGeneration;
    this.phase = phase;
    this.pool = pool;
    this.hostname = hostname;
    this.api = api;
    this.os = os;
    this.config = config;
    this.drift = drift == null ? List.of() : List.copyOf(drift);
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
   * @param digest digest of the release in the active slot
   * @param slot active slot, {@code A} or {@code B}
   * @param otherSlot version and state of the other slot, such as {@code v1.13.9 GOOD}
   * @param bootId changes with every boot
   * @param bootReason why it booted
   * @param lastEnd how the boot before ended
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Os(
      @PrinterColumn(name = "OS") @Size(max = 128) @Nullable String version,
      @Size(max = 128) @Nullable String digest,
      @PrinterColumn(name = "Slot", priority = 1) @Size(max = 8) @Nullable String slot,
      @Size(max = 160) @Nullable String otherSlot,
      @Size(max = 64) @Nullable String bootId,
      @Size(max = 128) @Nullable String bootReason,
      @Size(max = 512) @Nullable String lastEnd) {
    /** A node of which only the version is known. */
    public static Os of(String version) {
      return new Os(version, null, null, null, null, null, null);
    }
  }

  /**
   * Something that the node has and was not given.
   *
   * @param kind what differs
   * @param expected hash that it was given
   * @param observed hash that it has
   * @param who who changed it, as the node knows it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Drift(
      @Required DriftKind kind,
      @Required @Size(max = 128) String expected,
      @Required @Size(max = 128) String observed,
      @Size(max = 256) @Nullable String who) {}

  /** What can drift. */
  public enum DriftKind {
    /** The machine config. */
    @JsonProperty("Config")
    CONFIG
  }

  /**
   * Desired and applied machine config. A hash is 64 hexadecimal digits (SHA-256 of the canonical
   * config).
   *
   * @param desiredHash hash of the base merged with all fragments
   * @param appliedHash hash of what the node holds
   * @param givenHash hash of what the node was given last; only for machines of a pool
   * @param revision name of the MachineConfigRevision that the node holds; only for machines of a
   *     pool
   * @param sources the fragments that were looked at, in the order of merging, at most 64
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Config(
      @Size(max = 64) @Nullable String desiredHash,
      @PrinterColumn(name = "Config", priority = 1) @Size(max = 64) @Nullable String appliedHash,
      @Size(max = 64) @Nullable String givenHash,
      @Size(max = 253) @Nullable String revision,
      @Size(max = 64) List<Source> sources) {

    /** The config of a machine that is in no pool. */
    public static Config of(
        @Nullable String desiredHash, @Nullable String appliedHash, List<Source> sources) {
      return new Config(desiredHash, appliedHash, null, null, sources);
    }

    /** Copies the list; a missing one is empty. */
    public Config(
        @Nullable String desiredHash,
        @Nullable String appliedHash,
        @Nullable String givenHash,
        @Nullable String revision,
        @Nullable List<Source> sources) {
      this.desiredHash = desiredHash;
      this.appliedHash = appliedHash;
      this.givenHash = givenHash;
      this.revision = revision;
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

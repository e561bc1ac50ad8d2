package dev.ijen.operator.fleet;

import dev.ijen.crds.RolloutSpec.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node as it said it was.
 *
 * @param hostname name that it gives itself
 * @param version tag of its operating system
 * @param bootId changes with every boot
 * @param ready whether it runs and all its conditions are met
 * @param unmet conditions that are not met
 * @param slots its slots; empty on platforms without
 * @param slotTrial present while a slot is on trial
 * @param configHash hash of the config in force, empty in maintenance mode
 * @param configChangedBy who gave it that config
 * @param configTrial present while a config is on trial
 * @param services its services
 * @param bootReason why it booted last, empty when unknown
 * @param lastEnd how the boot before ended, empty when unknown
 * @param operations changes that it knows by id
 * @param epoch highest epoch that it has seen
 */
public record NodeState(
    String hostname,
    String version,
    String bootId,
    boolean ready,
    List<String> unmet,
    List<Slot> slots,
    Optional<Trial> slotTrial,
    String configHash,
    String configChangedBy,
    Optional<Trial> configTrial,
    List<Service> services,
    String bootReason,
    String lastEnd,
    Map<String, Operation> operations,
    long epoch) {
  /** Copies the collections. */
  public NodeState {
    unmet = List.copyOf(unmet);
    slots = List.copyOf(slots);
    services = List.copyOf(services);
    operations = Map.copyOf(operations);
  }

  /** What runs: the digest of the release in the active slot, or the hash of the config. */
  public String running(Kind kind) {
    return switch (kind) {
      case OS -> activeSlot().map(Slot::digest).orElse("");
      case CONFIG -> configHash;
    };
  }

  /** What is being tried. */
  public Optional<Trial> trial(Kind kind) {
    return switch (kind) {
      case OS -> slotTrial;
      case CONFIG -> configTrial;
    };
  }

  /** Whether it is well and tries nothing. */
  public boolean isSettled() {
    return ready && slotTrial.isEmpty() && configTrial.isEmpty();
  }

  /** Whether a release is written to the inactive slot and verified there. */
  public boolean isStaged(String digest) {
    return slots.stream()
        .anyMatch(
            slot ->
                !slot.active()
                    && slot.digest().equals(digest)
                    && (slot.state() == SlotState.STAGED || slot.state() == SlotState.GOOD));
  }

  /** The slot that runs. */
  public Optional<Slot> activeSlot() {
    return slots.stream().filter(Slot::active).findFirst();
  }

  /** The slot that does not. */
  public Optional<Slot> otherSlot() {
    return slots.stream().filter(slot -> !slot.active()).findFirst();
  }

  /** States of a slot; see the contract. */
  public enum SlotState {
    /** Not known. */
    UNKNOWN,
    /** Holds nothing that boots. */
    EMPTY,
    /** Written, not yet seen by the loader. */
    STAGED,
    /** Being tried. */
    TRIAL,
    /** Proved. */
    GOOD,
    /** Given up. */
    BAD
  }

  /**
   * A slot.
   *
   * @param name {@code A} or {@code B}
   * @param state its state
   * @param active whether it runs
   * @param version version of the release in it
   * @param digest digest of the release in it
   * @param reason why it is in this state
   */
  public record Slot(
      String name, SlotState state, boolean active, String version, String digest, String reason) {}

  /**
   * A trial.
   *
   * @param target digest or hash that is tried
   * @param deadline when the node gives up by itself
   */
  public record Trial(String target, Instant deadline) {}

  /**
   * A service.
   *
   * @param id its id
   * @param healthy whether it runs and is not unhealthy
   * @param state its state in words
   */
  public record Service(String id, boolean healthy, String state) {}

  /**
   * A change as the node remembers it.
   *
   * @param state how far it is
   * @param message why it failed, or what it did
   */
  public record Operation(OperationState state, String message) {}

  /** How far a change is. */
  public enum OperationState {
    /** Under way. */
    RUNNING,
    /** Done. */
    DONE,
    /** Failed; nothing was changed, or it was undone. */
    FAILED
  }
}

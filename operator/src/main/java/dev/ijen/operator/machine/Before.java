package dev.ijen.operator.machine;

import dev.ijen.crds.Condition;
import dev.ijen.crds.Condition.Status;
import dev.ijen.crds.MachinePhase;
import dev.ijen.crds.MachineStatus;
import dev.ijen.operator.condition.Conditions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status said at the end of the last reconciliation: the operator's only memory.
 *
 * @param status the status, or null when the machine is new
 */
record Before(@Nullable MachineStatus status) {

  List<Condition> conditions() {
    return status == null ? List.of() : status.conditions();
  }

  Optional<MachineStatus.Api> api() {
    return status == null ? Optional.empty() : Optional.ofNullable(status.api());
  }

  Optional<String> hostname() {
    return status == null ? Optional.empty() : Optional.ofNullable(status.hostname());
  }

  Optional<MachineStatus.Os> os() {
    return status == null ? Optional.empty() : Optional.ofNullable(status.os());
  }

  Optional<String> desiredHash() {
    return config().flatMap(config -> Optional.ofNullable(config.desiredHash()));
  }

  Optional<String> appliedHash() {
    return config().flatMap(config -> Optional.ofNullable(config.appliedHash()));
  }

  Optional<String> givenHash() {
    return config().flatMap(config -> Optional.ofNullable(config.givenHash()));
  }

  /** Whether the node held this config when it was last seen. */
  boolean held(String hash) {
    return desiredHash().equals(Optional.of(hash)) && appliedHash().equals(Optional.of(hash));
  }

  /** Since when the node has been taking over this config; empty when it has not been sent. */
  Optional<Instant> applyingSince(String hash) {
    boolean applying = status != null && status.phase() == MachinePhase.APPLYING;
    return applying && desiredHash().equals(Optional.of(hash))
        ? Conditions.find(conditions(), MachineConditions.RECONCILING)
            .filter(condition -> condition.status() == Status.TRUE)
            .map(condition -> Instant.parse(condition.lastTransitionTime()))
        : Optional.empty();
  }

  private Optional<MachineStatus.Config> config() {
    return status == null ? Optional.empty() : Optional.ofNullable(status.config());
  }
}

package dev.ijen.config;

import java.util.Optional;

/** What a machine is in its cluster. */
public enum MachineType {
  /** A control plane that also bootstraps etcd by itself. */
  INIT("init"),
  CONTROL_PLANE("controlplane"),
  WORKER("worker");

  private final String word;

  MachineType(String word) {
    this.word = word;
  }

  /** The word of the field {@code machine.type}. */
  public String word() {
    return word;
  }

  /** Whether it runs the Kubernetes control plane. */
  public boolean isControlPlane() {
    return this != WORKER;
  }

  /** Reads the field: {@code join} and nothing at all mean worker; unknown words give empty. */
  public static Optional<MachineType> parse(String word) {
    return switch (word) {
      case "init" -> Optional.of(INIT);
      case "controlplane" -> Optional.of(CONTROL_PLANE);
      case "worker", "join", "" -> Optional.of(WORKER);
      default -> Optional.empty();
    };
  }
}

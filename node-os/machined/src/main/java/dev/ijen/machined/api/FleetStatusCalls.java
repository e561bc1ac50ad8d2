package dev.ijen.machined.api;

import dev.ijen.api.fleet.BootRecord;
import dev.ijen.api.fleet.NodeStatus;
import dev.ijen.api.fleet.ServiceStatus;
import dev.ijen.api.fleet.SlotStatus;
import dev.ijen.api.fleet.SlotTrial;
import dev.ijen.api.resource.runtime.MachineStatusSpec;
import dev.ijen.linux.KernelFile;
import dev.ijen.machined.network.resource.NetworkTypes;
import dev.ijen.machined.operation.OperationRecord;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.machined.slot.resource.SlotTypes;
import dev.ijen.machined.wire.ProtoTime;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The whole state of the node in one message, for fleet operators. */
final class FleetStatusCalls {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int OPERATIONS = 16;

  private final NodeApi node;
  private final State state;

  FleetStatusCalls(NodeApi node, State state) {
    this.node = node;
    this.state = state;
  }

  /** The state now. */
  NodeStatus status() throws IOException {
    NodeStatus.Builder status = NodeStatus.newBuilder();
    identity(status);
    spec(RuntimeTypes.MACHINE_STATUSES, "machine").ifPresent(machine -> machine(machine, status));
    status.addAllSlots(specs(SlotTypes.SLOT_STATUSES));
    slotTrial().ifPresent(status::setSlotTrial);
    status.setConfig(FleetConfigMessages.status(node.configurator().status()));
    node.services().list().forEach(service -> status.addServices(encode(service)));
    status.addAllBoots(specs(SlotTypes.BOOT_RECORDS));
    for (OperationRecord operation : node.operations().recent(OPERATIONS)) {
      status.addOperations(Operations.encode(operation));
    }
    status.setEpoch(node.operations().epoch());
    status.addAllCapabilities(capabilities(status.getSlotsList()));
    int revision = status.build().hashCode();
    return status.setRevision(HexFormat.of().toHexDigits(revision)).build();
  }

  /**
   * The state now, and after every change; changes within a second are one. The node looks instead
   * of listening, as a status is made of a dozen sources, and costs it next to nothing.
   */
  void watch(StreamReply<NodeStatus> reply) throws IOException, InterruptedException {
    NodeStatus last = NodeStatus.getDefaultInstance();
    while (true) {
      NodeStatus now = status();
      if (!now.equals(last)) {
        reply.send(now);
        last = now;
      }
      Thread.sleep(LOOK);
    }
  }

  private void identity(NodeStatus.Builder status) throws IOException {
    status.setVersion(node.release().tag()).setPlatform(node.mode().text());
    spec(NetworkTypes.HOSTNAME_STATUSES, "hostname")
        .ifPresent(name -> status.setHostname(name.getHostname()));
    status.setMachineId(text("/etc/machine-id")).setBootId(text("/proc/sys/kernel/random/boot_id"));
    List<BootRecord> boots = specs(SlotTypes.BOOT_RECORDS);
    if (!boots.isEmpty()) {
      status.setBootedAt(boots.getFirst().getAt());
    }
  }

  private static void machine(MachineStatusSpec machine, NodeStatus.Builder status) {
    status
        .setStage(stage(machine.getStage().name()))
        .setReady(machine.getStatus().getReady())
        .addAllUnmetConditions(
            machine.getStatus().getUnmetConditionsList().stream()
                .map(unmet -> unmet.getName() + ": " + unmet.getReason())
                .toList());
  }

  /** As the resource prints it: {@code MACHINE_STAGE_SHUTTING_DOWN} is {@code shutting down}. */
  private static String stage(String name) {
    return name.substring("MACHINE_STAGE_".length()).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private Optional<SlotTrial> slotTrial() {
    return node.gate()
        .trial()
        .map(
            trial -> {
              var standing = node.gate().standing();
              var encoded =
                  SlotTrial.newBuilder()
                      .setDigest(trial.digest())
                      .setGeneration(trial.generation())
                      .setNeedsConfirmation(trial.confirmWithin().isPresent() && !trial.confirmed())
                      .addAllUnmetConditions(standing.unmet());
              standing
                  .deadline()
                  .ifPresent(deadline -> encoded.setDeadline(ProtoTime.encode(deadline)));
              return encoded.build();
            });
  }

  private static ServiceStatus encode(dev.ijen.machined.service.ServiceStatus service) {
    return ServiceStatus.newBuilder()
        .setId(service.id())
        .setState(service.state().text())
        .setRunning(service.state() == dev.ijen.machined.service.ServiceState.RUNNING)
        .setHealthy(service.up())
        .setHealthUnknown(service.checked() && service.health().unknown())
        .setMessage(service.message())
        .build();
  }

  /** What this node can do: an operator asks for nothing else. */
  private List<String> capabilities(List<SlotStatus> slots) {
    var capabilities = new ArrayList<>(List.of("try-config"));
    if (node.mode() == Mode.METAL && !slots.isEmpty()) {
      capabilities.add("slots");
      capabilities.add("boot-records");
    }
    if (!specs(RuntimeTypes.WATCHDOG_TIMER_STATUSES).isEmpty()) {
      capabilities.add("watchdog");
    }
    return capabilities;
  }

  private String text(String path) throws IOException {
    Path file = node.paths().at(path);
    return Files.exists(file) ? KernelFile.read(file) : "";
  }

  private <S> Optional<S> spec(ResourceType<S> type, String id) {
    return state.find(type, type.defaultNamespace(), id).map(Resource::spec);
  }

  private <S> List<S> specs(ResourceType<S> type) {
    return state.list(type, type.defaultNamespace()).stream()
        .sorted(Comparator.comparing(Resource::id))
        .map(Resource::spec)
        .toList();
  }
}

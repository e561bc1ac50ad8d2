package dev.ijen.machined.runtime;

import dev.ijen.api.resource.network.StatusSpec;
import dev.ijen.api.resource.runtime.MachineStatusStatus;
import dev.ijen.api.resource.runtime.UnmetCondition;
import dev.ijen.api.resource.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether the machine is ready, and what it waits for if not. */
final class Readiness {
  private static final List<String> SERVICES = List.of("apid", "machined");

  private Readiness() {}

  static MachineStatusStatus of(Map<String, ServiceSpec> services, Optional<StatusSpec> network) {
    var unmet = new ArrayList<UnmetCondition>();
    add(unmet, "network", network.map(Readiness::network).orElse("no status yet"));
    add(unmet, "services", services(services));
    return MachineStatusStatus.newBuilder()
        .setReady(unmet.isEmpty())
        .addAllUnmetConditions(unmet)
        .build();
  }

  private static void add(List<UnmetCondition> unmet, String name, String reason) {
    if (!reason.isEmpty()) {
      unmet.add(UnmetCondition.newBuilder().setName(name).setReason(reason).build());
    }
  }

  private static String network(StatusSpec status) {
    var missing = new ArrayList<String>();
    if (!status.getAddressReady()) {
      missing.add("address");
    }
    if (!status.getHostnameReady()) {
      missing.add("hostname");
    }
    if (!status.getConnectivityReady()) {
      missing.add("connectivity");
    }
    if (!status.getEtcFilesReady()) {
      missing.add("etc files");
    }
    return missing.isEmpty() ? "" : "waiting on: " + String.join(", ", missing);
  }

  private static String services(Map<String, ServiceSpec> services) {
    var problems = new ArrayList<String>();
    for (String id : SERVICES) {
      ServiceSpec service = services.get(id);
      if (service == null) {
        problems.add(id + " not running");
      } else if (!service.getHealthy()) {
        problems.add(id + " not healthy");
      }
    }
    return String.join(", ", problems);
  }
}

package dev.ijen.lab;

import dev.ijen.api.cosi.Resource;
import dev.ijen.api.fleet.ConfigRecord;
import dev.ijen.api.machine.ApplyConfigurationRequest.Mode;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.client.ApplyRequest;
import dev.ijen.client.NodeClient;
import dev.ijen.config.MachineConfig;
import dev.ijen.lab.RealLab.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Configs that differ in one node label: tells which of several a node has. */
final class Marks {
  private static final String KIND = "KubeNodeConfig";
  private static final String LABEL = "mark";

  private final RealLab lab;

  Marks(RealLab lab) {
    this.lab = lab;
  }

  /** Hands a node the lab's config with this mark; returns the node's words. */
  String apply(Kind kind, String mark, Mode mode, boolean dryRun) throws Exception {
    String patch =
        """
        apiVersion: v1alpha1
        kind: %s
        labels: {%s: "%s"}
        """
            .formatted(KIND, LABEL, mark);
    String config = lab.config().patch(patch).encode();
    try (NodeClient client = lab.access(kind).connect()) {
      return client
          .endpoint()
          .applyConfiguration(new ApplyRequest(config, mode, dryRun, Duration.ZERO))
          .getModeDetails();
    }
  }

  /** The mark of the config in force; empty when that has none. */
  Optional<String> active(Kind kind) throws Exception {
    return published(kind, "v1alpha1");
  }

  /** The mark of the config that the next boot finds, as the node says. */
  Optional<String> persistent(Kind kind) throws Exception {
    return published(kind, "persistent");
  }

  /** What became of the last configs, the newest first. */
  List<String> events(Kind kind) throws Exception {
    var events = new ArrayList<String>();
    try (NodeClient client = lab.access(kind).connect()) {
      for (Resource kept : client.endpoint().resources().list("config", "ConfigRecords.ijen.dev")) {
        events.addFirst(ConfigRecord.parseFrom(kept.getSpec().getProtoSpec()).getEvent());
      }
    }
    return events;
  }

  private Optional<String> published(Kind kind, String id) throws Exception {
    try (NodeClient client = lab.access(kind).connect()) {
      var spec =
          client
              .endpoint()
              .resources()
              .get("config", "MachineConfigs.config.talos.dev", id)
              .getSpec();
      var config = MachineConfigSpec.parseFrom(spec.getProtoSpec());
      return MachineConfig.decode(config.getYamlMarshalled().toStringUtf8())
          .document(KIND)
          .map(node -> node.stringMap("labels").get(LABEL));
    }
  }
}

package dev.ijen.crds;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes the CRDs from the records, and adds what no annotation can say. */
final class CrdYaml {
  /** The order in which {@code kubectl get} shows what a kind has of these. */
  private static final List<String> COLUMNS =
      List.of(
          "Kind",
          "Pool",
          "Role",
          "No",
          "Revision",
          "Version",
          "Phase",
          "Done",
          "Updated",
          "Failed",
          "ETA",
          "Waiting",
          "Valid",
          "Ready",
          "Checks",
          "Passing",
          "Open",
          "Next-Open",
          "Next-Close",
          "Machines",
          "Available",
          "Applied",
          "Pending",
          "OS",
          "Slot",
          "Paused",
          "Frozen",
          "Drifted",
          "Hostname",
          "Address",
          "Config",
          "Hash",
          "Rollout",
          "Message",
          "Reason",
          "Age");

  /** Lists of a spec whose elements are known by their {@code name}. */
  private static final List<String> LISTS_BY_NAME = List.of("checks", "waves");

  /** Fields of a spec that hold an RFC 3339 moment. */
  private static final List<String> MOMENTS = List.of("until", "from", "to");

  private CrdYaml() {}

  /** The CRDs as YAML by file name, {@code <plural>.<group>.yaml}. */
  static Map<String, String> generate(Path dir) throws IOException {
    List<Class<? extends CustomResource<?, ?>>> kinds =
        List.of(
            Cluster.class,
            HealthGate.class,
            Machine.class,
            MachineConfig.class,
            MachineConfigRevision.class,
            MachinePool.class,
            MaintenanceWindow.class,
            OSUpgrade.class,
            Rollout.class);
    var generator = new CRDGenerator().withPostProcessor(new Completion());
    kinds.forEach(generator::customResourceClasses);
    generator.forCRDVersions("v1").inOutputDir(dir.toFile()).generate();
    var files = new TreeMap<String, String>();
    try (Stream<Path> generated = Files.list(dir)) {
      for (Path file : (Iterable<Path>) generated::iterator) {
        String name = file.getFileName().toString().replace("-v1.yml", ".yaml");
        files.put(name, Files.readString(file));
      }
    }
    return files;
  }

  /**
   * What no annotation can say: list maps, required parts of the root, formats, lengths inside
   * lists.
   */
  private static final class Completion implements CRDPostProcessor {
    @Override
    public HasMetadata process(HasMetadata generated, String version) {
      var crd = (CustomResourceDefinition) generated;
      JSONSchemaProps root =
          crd.getSpec().getVersions().getFirst().getSchema().getOpenAPIV3Schema();
      root.setRequired(List.of("spec"));
      Map<String, JSONSchemaProps> status = root.getProperties().get("status").getProperties();
      if (status.containsKey("conditions")) {
        completeConditions(status.get("conditions"));
      }
      bound(root.getProperties().get("spec"));
      Map<String, JSONSchemaProps> spec = root.getProperties().get("spec").getProperties();
      if (spec.containsKey("addresses")) {
        spec.get("addresses").getItems().getSchema().setMaxLength(320L);
      }
      LISTS_BY_NAME.forEach(
          list -> {
            if (spec.containsKey(list)) {
              byName(spec.get(list), "name");
            }
          });
      if (spec.containsKey("config")) {
        spec.get("config").setType("object"); // rules cannot name a field without a type
      }
      crd.getSpec()
          .getVersions()
          .getFirst()
          .getAdditionalPrinterColumns()
          .sort(Comparator.comparingInt(column -> COLUMNS.indexOf(column.getName())));
      return crd;
    }

    private static void byName(JSONSchemaProps list, String key) {
      list.setXKubernetesListType("map");
      list.setXKubernetesListMapKeys(List.of(key));
    }

    /** Bounds the texts of lists of texts and the moments, which annotations cannot reach. */
    private static void bound(JSONSchemaProps schema) {
      Map<String, JSONSchemaProps> properties = schema.getProperties();
      if (properties == null) {
        return;
      }
      properties.forEach(
          (name, property) -> {
            if (MOMENTS.contains(name)) {
              property.setFormat("date-time");
            }
            JSONSchemaProps items =
                property.getItems() == null ? null : property.getItems().getSchema();
            if (items != null && "string".equals(items.getType()) && items.getMaxLength() == null) {
              items.setMaxLength(253L);
            }
            bound(items == null ? property : items);
          });
    }

    private static void completeConditions(JSONSchemaProps conditions) {
      conditions.setXKubernetesListType("map");
      conditions.setXKubernetesListMapKeys(List.of("type"));
      conditions
          .getItems()
          .getSchema()
          .getProperties()
          .get("lastTransitionTime")
          .setFormat("date-time");
    }
  }
}

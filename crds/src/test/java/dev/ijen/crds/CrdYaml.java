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
          "Phase",
          "Valid",
          "Ready",
          "Machines",
          "Applied",
          "OS",
          "Hostname",
          "Address",
          "Config",
          "Reason",
          "Age");

  private CrdYaml() {}

  /** The CRDs as YAML by file name, {@code <plural>.<group>.yaml}. */
  static Map<String, String> generate(Path dir) throws IOException {
    List<Class<? extends CustomResource<?, ?>>> kinds = List.of(Machine.class, MachineConfig.class);
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
      completeConditions(root.getProperties().get("status").getProperties().get("conditions"));
      Map<String, JSONSchemaProps> spec = root.getProperties().get("spec").getProperties();
      if (spec.containsKey("addresses")) {
        spec.get("addresses").getItems().getSchema().setMaxLength(320L);
      }
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

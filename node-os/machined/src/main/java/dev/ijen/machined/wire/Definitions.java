package dev.ijen.machined.wire;

import dev.ijen.api.cosi.meta.NamespaceSpec;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec.PrintColumn;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec.Sensitivity;
import dev.ijen.runtime.resource.Resource;
import dev.ijen.runtime.resource.ResourceType;
import dev.ijen.runtime.state.State;
import dev.ijen.runtime.state.StateException;

/**
 * The namespaces and resource types of the contract as resources. Clients look types up in them, so
 * they list all types, also those that no controller writes.
 */
public final class Definitions {

  /** Namespaces, by name. */
  public static final ResourceType<NamespaceSpec> NAMESPACES =
      WireTypes.of("Namespaces.meta.cosi.dev", NamespaceSpec.getDefaultInstance());

  /** Definitions of resource types, by type in lower case. */
  public static final ResourceType<ResourceDefinitionSpec> RESOURCE_DEFINITIONS =
      WireTypes.of(
          "ResourceDefinitions.meta.cosi.dev", ResourceDefinitionSpec.getDefaultInstance());

  private Definitions() {}

  /**
   * Writes all namespaces and definitions to a state that has none yet.
   *
   * @throws StateException when one is there already
   */
  public static void publish(State state) throws StateException {
    for (String namespace : WireTable.get().namespaces()) {
      state.create(Resource.of(NAMESPACES, namespace, NamespaceSpec.getDefaultInstance()), "");
    }
    for (WireResource resource : WireTable.get().resources()) {
      state.create(
          Resource.of(RESOURCE_DEFINITIONS, resource.definitionId(), definition(resource)), "");
    }
  }

  static ResourceDefinitionSpec definition(WireResource resource) {
    var definition =
        ResourceDefinitionSpec.newBuilder()
            .setResourceType(resource.name())
            .setDisplayType(resource.displayType())
            .setDefaultNamespace(resource.namespace())
            .addAllAliases(resource.aliases())
            .addAllAllAliases(resource.allAliases())
            .setSensitivity(
                resource.sensitive() ? Sensitivity.SENSITIVE : Sensitivity.NON_SENSITIVE);
    for (WireResource.Column column : resource.columns()) {
      definition.addPrintColumns(
          PrintColumn.newBuilder().setName(column.name()).setJsonPath(column.path()));
    }
    return definition.build();
  }
}

package dev.ijen.ctl;

import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import java.util.List;
import java.util.stream.Stream;

/** The types of a node, found by what the user calls them. */
record Kinds(List<ResourceDefinitionSpec> definitions) {
  Kinds {
    definitions = List.copyOf(definitions);
  }

  /**
   * Finds a type by its name, its display name or an alias, in any case.
   *
   * @throws UsageException when none or several fit
   */
  ResourceDefinitionSpec find(String name) throws UsageException {
    List<ResourceDefinitionSpec> exact =
        definitions.stream().filter(kind -> kind.getResourceType().equalsIgnoreCase(name)).toList();
    List<ResourceDefinitionSpec> found =
        exact.isEmpty()
            ? definitions.stream().filter(kind -> answersTo(kind, name)).toList()
            : exact;
    return switch (found.size()) {
      case 0 ->
          throw new UsageException(
              "resource \"%s\" is not registered (see: ijenctl get rd)".formatted(name));
      case 1 -> found.getFirst();
      default ->
          throw new UsageException(
              "resource type \"%s\" is ambiguous: %s"
                  .formatted(
                      name, found.stream().map(ResourceDefinitionSpec::getResourceType).toList()));
    };
  }

  private static boolean answersTo(ResourceDefinitionSpec kind, String name) {
    return Stream.concat(kind.getAliasesList().stream(), kind.getAllAliasesList().stream())
        .anyMatch(name::equalsIgnoreCase);
  }
}

package dev.ijen.ctl;

import dev.ijen.api.cosi.Event;
import dev.ijen.api.cosi.Metadata;
import dev.ijen.api.cosi.Resource;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec;
import dev.ijen.api.cosi.meta.ResourceDefinitionSpec.PrintColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Columns of a type: where a resource is, and what its definition wants to see of the spec. */
final class ResourceTable {
  private final ResourceDefinitionSpec kind;
  private final List<JsonPath> paths;

  ResourceTable(ResourceDefinitionSpec kind) {
    this.kind = kind;
    this.paths =
        kind.getPrintColumnsList().stream()
            .map(column -> new JsonPath(column.getJsonPath()))
            .toList();
  }

  /** The header; a watch has a column for what happened. */
  List<String> header(boolean watch) {
    var header = new ArrayList<String>();
    header.add("NODE");
    if (watch) {
      header.add("*");
    }
    header.addAll(List.of("NAMESPACE", "TYPE", "ID", "VERSION"));
    for (PrintColumn column : kind.getPrintColumnsList()) {
      header.add(column.getName().toUpperCase(Locale.ROOT));
    }
    return header;
  }

  /** The row of a resource. */
  List<String> row(String node, Resource resource) throws UsageException {
    var row = new ArrayList<String>();
    row.add(node);
    addCells(row, resource);
    return row;
  }

  /** The row of something that happened; empty for what is no news of a resource. */
  List<String> row(String node, Event event) throws UsageException {
    String mark =
        switch (event.getEventType()) {
          case CREATED -> "+";
          case UPDATED -> "~";
          case DESTROYED -> "-";
          case BOOTSTRAPPED, ERRORED, NOOP, UNRECOGNIZED -> "";
        };
    if (mark.isEmpty()) {
      return List.of();
    }
    var row = new ArrayList<String>();
    row.add(node);
    row.add(mark);
    addCells(row, event.getResource());
    return row;
  }

  private void addCells(List<String> row, Resource resource) throws UsageException {
    Metadata metadata = resource.getMetadata();
    row.add(metadata.getNamespace());
    row.add(kind.getDisplayType());
    row.add(metadata.getId());
    row.add(metadata.getVersion());
    @Nullable Object spec = ResourceView.spec(resource);
    for (JsonPath path : paths) {
      row.add(path.print(spec));
    }
  }
}

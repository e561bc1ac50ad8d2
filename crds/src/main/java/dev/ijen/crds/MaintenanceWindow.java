package dev.ijen.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** When machines may be disrupted. */
@Group(dev.ijen.crds.Group.NAME)
@Version(dev.ijen.crds.Group.VERSION)
@Singular("maintenancewindow")
@Plural("maintenancewindows")
@ShortNames("mw")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
public final class MaintenanceWindow
    extends CustomResource<MaintenanceWindowSpec, MaintenanceWindowStatus> implements Namespaced {
  private static final long serialVersionUID = 1;
}

package dev.ijen.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * What the fragments of a pool said at one time, numbered and never changed. Written by the
 * operator.
 */
@Group(dev.ijen.crds.Group.NAME)
@Version(dev.ijen.crds.Group.VERSION)
@Singular("machineconfigrevision")
@Plural("machineconfigrevisions")
@ShortNames("mcr")
@AdditionalPrinterColumn(name = "Pool", jsonPath = ".spec.pool")
@AdditionalPrinterColumn(
    name = "No",
    jsonPath = ".spec.number",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Hash", jsonPath = ".spec.hash", priority = 1)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
public final class MachineConfigRevision
    extends CustomResource<MachineConfigRevisionSpec, MachineConfigRevisionStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}

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
 * The cluster of a namespace: how much of it may be disrupted at a time, and who disrupts it now.
 */
@Group(dev.ijen.crds.Group.NAME)
@Version(dev.ijen.crds.Group.VERSION)
@Singular("cluster")
@Plural("clusters")
@ShortNames("cl")
@AdditionalPrinterColumn(
    name = "Frozen",
    jsonPath = ".status.conditions[?(@.type==\"Frozen\")].status")
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
public final class Cluster extends CustomResource<ClusterSpec, ClusterStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}

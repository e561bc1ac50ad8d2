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
 * One change of the machines of a pool: the plan, where it stands and how it ends. Written by the
 * operator; people set only {@code suspend}, {@code cancel}, {@code skip} and {@code retry}.
 */
@Group(dev.ijen.crds.Group.NAME)
@Version(dev.ijen.crds.Group.VERSION)
@Singular("rollout")
@Plural("rollouts")
@ShortNames("ro")
@AdditionalPrinterColumn(name = "Kind", jsonPath = ".spec.kind")
@AdditionalPrinterColumn(name = "Pool", jsonPath = ".spec.pool")
@AdditionalPrinterColumn(name = "Waiting", jsonPath = ".status.waiting.reason")
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.waiting.message", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
public final class Rollout extends CustomResource<RolloutSpec, RolloutStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}

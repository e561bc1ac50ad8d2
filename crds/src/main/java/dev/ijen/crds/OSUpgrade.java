package dev.ijen.crds;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A release of the operating system and the pools that shall run it. */
@Group(dev.ijen.crds.Group.NAME)
@Version(dev.ijen.crds.Group.VERSION)
@Singular("osupgrade")
@Plural("osupgrades")
@ShortNames("osu")
@AdditionalPrinterColumn(name = "Waiting", jsonPath = ".status.waiting.reason")
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message", priority = 1)
@AdditionalPrinterColumn(
    name = "Age",
    type = AdditionalPrinterColumn.Type.DATE,
    jsonPath = ".metadata.creationTimestamp")
public final class OSUpgrade extends CustomResource<OSUpgradeSpec, OSUpgradeStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;
}

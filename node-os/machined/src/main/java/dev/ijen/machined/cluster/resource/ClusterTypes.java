package dev.ijen.machined.cluster.resource;

import dev.ijen.api.resource.cluster.IdentitySpec;
import dev.ijen.api.resource.cluster.InfoSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Who the node is in its cluster. */
public final class ClusterTypes {
  public static final ResourceType<IdentitySpec> IDENTITIES =
      WireTypes.of("Identities.cluster.talos.dev", IdentitySpec.getDefaultInstance());

  public static final ResourceType<InfoSpec> INFOS =
      WireTypes.of("Infos.cluster.talos.dev", InfoSpec.getDefaultInstance());

  private ClusterTypes() {}
}

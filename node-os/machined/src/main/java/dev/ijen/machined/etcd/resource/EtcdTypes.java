package dev.ijen.machined.etcd.resource;

import dev.ijen.api.resource.etcd.ConfigSpec;
import dev.ijen.api.resource.etcd.PKIStatusSpec;
import dev.ijen.api.resource.etcd.SpecSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** etcd on the node. */
public final class EtcdTypes {
  public static final ResourceType<ConfigSpec> ETCD_CONFIGS =
      WireTypes.of("EtcdConfigs.etcd.talos.dev", ConfigSpec.getDefaultInstance());

  public static final ResourceType<SpecSpec> ETCD_SPECS =
      WireTypes.of("EtcdSpecs.etcd.talos.dev", SpecSpec.getDefaultInstance());

  public static final ResourceType<PKIStatusSpec> PKI_STATUSES =
      WireTypes.of("PKIStatuses.etcd.talos.dev", PKIStatusSpec.getDefaultInstance());

  /** The id of each of them. */
  public static final String ID = "etcd";

  private EtcdTypes() {}
}

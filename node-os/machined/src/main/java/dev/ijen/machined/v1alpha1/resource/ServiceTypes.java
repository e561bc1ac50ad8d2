package dev.ijen.machined.v1alpha1.resource;

import dev.ijen.api.resource.v1alpha1.ServiceSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Services. */
public final class ServiceTypes {
  public static final ResourceType<ServiceSpec> SERVICES =
      WireTypes.of("Services.v1alpha1.talos.dev", ServiceSpec.getDefaultInstance());

  private ServiceTypes() {}
}

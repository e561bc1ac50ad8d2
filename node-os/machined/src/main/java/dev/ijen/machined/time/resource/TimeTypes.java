package dev.ijen.machined.time.resource;

import dev.ijen.api.resource.time.StatusSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Clocks. */
public final class TimeTypes {
  public static final ResourceType<StatusSpec> TIME_STATUSES =
      WireTypes.of("TimeStatuses.v1alpha1.talos.dev", StatusSpec.getDefaultInstance());

  private TimeTypes() {}
}

package dev.ijen.machined.files.resource;

import dev.ijen.api.resource.files.EtcFileSpecSpec;
import dev.ijen.api.resource.files.EtcFileStatusSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Files that machined writes below /etc. */
public final class FileTypes {
  public static final ResourceType<EtcFileSpecSpec> ETC_FILE_SPECS =
      WireTypes.of("EtcFileSpecs.files.talos.dev", EtcFileSpecSpec.getDefaultInstance());

  public static final ResourceType<EtcFileStatusSpec> ETC_FILE_STATUSES =
      WireTypes.of("EtcFileStatuses.files.talos.dev", EtcFileStatusSpec.getDefaultInstance());

  private FileTypes() {}
}

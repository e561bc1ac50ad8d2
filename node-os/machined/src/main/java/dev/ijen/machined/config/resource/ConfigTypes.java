package dev.ijen.machined.config.resource;

import dev.ijen.api.fleet.ConfigRecord;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.api.resource.config.MachineTypeSpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** Machine configs and what is read from them. */
public final class ConfigTypes {

  /**
   * The annotation, with value {@code 1}, of machine configs whose YAML is one text; clients look
   * for it on every {@link #MACHINE_CONFIGS}.
   */
  public static final String YAML_SPEC_ANNOTATION = "talos.dev/yaml-spec";

  public static final ResourceType<MachineConfigSpec> MACHINE_CONFIGS =
      WireTypes.of("MachineConfigs.config.talos.dev", MachineConfigSpec.getDefaultInstance());

  /** What became of the last machine configs; without their texts. */
  public static final ResourceType<ConfigRecord> CONFIG_RECORDS =
      WireTypes.of("ConfigRecords.ijen.dev", ConfigRecord.getDefaultInstance());

  /** The machine configs that the records name, by hash: sensitive. */
  public static final ResourceType<MachineConfigSpec> CONFIG_TEXTS =
      WireTypes.of("ConfigTexts.ijen.dev", MachineConfigSpec.getDefaultInstance());

  public static final ResourceType<MachineTypeSpec> MACHINE_TYPES =
      WireTypes.of("MachineTypes.config.talos.dev", MachineTypeSpec.getDefaultInstance());

  private ConfigTypes() {}
}

package dev.ijen.machined.runtime.resource;

import dev.ijen.api.resource.runtime.BootIDSpec;
import dev.ijen.api.resource.runtime.BootedEntrySpec;
import dev.ijen.api.resource.runtime.DevicesStatusSpec;
import dev.ijen.api.resource.runtime.DiagnosticSpec;
import dev.ijen.api.resource.runtime.KernelCmdlineSpec;
import dev.ijen.api.resource.runtime.KernelParamSpecSpec;
import dev.ijen.api.resource.runtime.KernelParamStatusSpec;
import dev.ijen.api.resource.runtime.MachineStatusSpec;
import dev.ijen.api.resource.runtime.MaintenanceServiceConfigSpec;
import dev.ijen.api.resource.runtime.MetaKeySpec;
import dev.ijen.api.resource.runtime.MetaLoadedSpec;
import dev.ijen.api.resource.runtime.MountStatusSpec;
import dev.ijen.api.resource.runtime.PlatformMetadataSpec;
import dev.ijen.api.resource.runtime.SecurityStateSpec;
import dev.ijen.api.resource.runtime.ServicePIDSpec;
import dev.ijen.api.resource.runtime.UniqueMachineTokenSpec;
import dev.ijen.api.resource.runtime.VersionSpec;
import dev.ijen.api.resource.runtime.WatchdogTimerConfigSpec;
import dev.ijen.api.resource.runtime.WatchdogTimerStatusSpec;
import dev.ijen.machined.wire.EmptySpec;
import dev.ijen.machined.wire.WireTypes;
import dev.ijen.runtime.resource.ResourceType;

/** State of the machine and its kernel. */
public final class RuntimeTypes {
  public static final ResourceType<KernelParamSpecSpec> KERNEL_PARAM_SPECS =
      WireTypes.of("KernelParamSpecs.runtime.talos.dev", KernelParamSpecSpec.getDefaultInstance());

  public static final ResourceType<KernelParamStatusSpec> KERNEL_PARAM_STATUSES =
      WireTypes.of(
          "KernelParamStatuses.runtime.talos.dev", KernelParamStatusSpec.getDefaultInstance());

  public static final ResourceType<KernelCmdlineSpec> KERNEL_CMDLINES =
      WireTypes.of("KernelCmdlines.runtime.talos.dev", KernelCmdlineSpec.getDefaultInstance());

  public static final ResourceType<MachineStatusSpec> MACHINE_STATUSES =
      WireTypes.of("MachineStatuses.runtime.talos.dev", MachineStatusSpec.getDefaultInstance());

  public static final ResourceType<SecurityStateSpec> SECURITY_STATES =
      WireTypes.of("SecurityStates.talos.dev", SecurityStateSpec.getDefaultInstance());

  public static final ResourceType<BootedEntrySpec> BOOTED_ENTRIES =
      WireTypes.of("BootedEntries.talos.dev", BootedEntrySpec.getDefaultInstance());

  public static final ResourceType<BootIDSpec> BOOT_IDS =
      WireTypes.of("BootIDs.runtime.talos.dev", BootIDSpec.getDefaultInstance());

  public static final ResourceType<MountStatusSpec> MOUNT_STATUSES =
      WireTypes.of("MountStatuses.runtime.talos.dev", MountStatusSpec.getDefaultInstance());

  public static final ResourceType<PlatformMetadataSpec> PLATFORM_METADATAS =
      WireTypes.of("PlatformMetadatas.talos.dev", PlatformMetadataSpec.getDefaultInstance());

  public static final ResourceType<MaintenanceServiceConfigSpec> MAINTENANCE_SERVICE_CONFIGS =
      WireTypes.of(
          "MaintenanceServiceConfigs.runtime.talos.dev",
          MaintenanceServiceConfigSpec.getDefaultInstance());

  public static final ResourceType<ServicePIDSpec> SERVICE_PIDS =
      WireTypes.of("ServicePIDs.runtime.talos.dev", ServicePIDSpec.getDefaultInstance());

  public static final ResourceType<VersionSpec> VERSIONS =
      WireTypes.of("Versions.runtime.talos.dev", VersionSpec.getDefaultInstance());

  public static final ResourceType<DiagnosticSpec> DIAGNOSTICS =
      WireTypes.of("Diagnostics.runtime.talos.dev", DiagnosticSpec.getDefaultInstance());

  public static final ResourceType<DevicesStatusSpec> DEVICES_STATUSES =
      WireTypes.of("DevicesStatuses.runtime.talos.dev", DevicesStatusSpec.getDefaultInstance());

  public static final ResourceType<UniqueMachineTokenSpec> UNIQUE_MACHINE_TOKENS =
      WireTypes.of(
          "UniqueMachineTokens.runtime.talos.dev", UniqueMachineTokenSpec.getDefaultInstance());

  public static final ResourceType<MetaKeySpec> META_KEYS =
      WireTypes.of("MetaKeys.runtime.talos.dev", MetaKeySpec.getDefaultInstance());

  public static final ResourceType<MetaLoadedSpec> META_LOADS =
      WireTypes.of("MetaLoads.runtime.talos.dev", MetaLoadedSpec.getDefaultInstance());

  public static final ResourceType<WatchdogTimerConfigSpec> WATCHDOG_TIMER_CONFIGS =
      WireTypes.of(
          "WatchdogTimerConfigs.runtime.talos.dev", WatchdogTimerConfigSpec.getDefaultInstance());

  public static final ResourceType<WatchdogTimerStatusSpec> WATCHDOG_TIMER_STATUSES =
      WireTypes.of(
          "WatchdogTimerStatuses.runtime.talos.dev", WatchdogTimerStatusSpec.getDefaultInstance());

  /** Kernel parameters that machined sets by itself. */
  public static final ResourceType<KernelParamDefaultSpec> KERNEL_PARAM_DEFAULT_SPECS =
      WireTypes.of(
          "KernelParamDefaultSpecs.runtime.talos.dev",
          KernelParamDefaultSpec.class,
          new KernelParamDefaultSpec.Codec());

  public static final ResourceType<EmptySpec> REBOOT_REQUESTS =
      EmptySpec.type("RebootRequests.runtime.talos.dev");

  public static final ResourceType<EmptySpec> MACHINE_RESET_SIGNALS =
      EmptySpec.type("MachineResetSignals.runtime.talos.dev");

  public static final ResourceType<EmptySpec> MAINTENANCE_SERVICE_REQUESTS =
      EmptySpec.type("MaintenanceServiceRequests.runtime.talos.dev");

  private RuntimeTypes() {}
}

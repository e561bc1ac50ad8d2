package dev.ijen.machined.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.linux.Linux;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.runtime.resource.RuntimeTypes;
import dev.ijen.runtime.harness.ControllerHarness;
import dev.ijen.testing.FakeSysctls;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelParamTest {
  @TempDir private Path run;

  private ControllerHarness harness = new ControllerHarness();
  private final FakeSysctls sysctls =
      new FakeSysctls()
          .with("net.ipv4.ip_forward", "0")
          .with("vm.max_map_count", "65530")
          .with("vm.swappiness", "60");

  @AfterEach
  void stop() {
    harness.close();
  }

  private void start(Mode mode) {
    harness.run(
        new KernelParamDefaultsController(mode),
        new KernelParamConfigController(),
        new KernelParamSpecController(sysctls, mode, Linux.running().filesystems(), run));
  }

  private void configure(String parameters) {
    String yaml =
        """
        version: v1alpha1
        machine:
          type: controlplane
          sysctls: {%s}
        cluster:
          controlPlane:
            endpoint: https://10.5.0.2:6443
        """
            .formatted(parameters);
    harness.put(
        ConfigTypes.MACHINE_CONFIGS,
        ActiveConfig.ID,
        MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(yaml)).build());
  }

  @Test
  void aParameterIsSetAndGivenBack() {
    start(Mode.METAL);
    configure("vm.max_map_count: \"262144\"");

    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.vm.max_map_count",
        s -> s.getCurrent().equals("262144") && s.getDefault().equals("65530"));
    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.net.ipv4.ip_forward",
        s -> s.getCurrent().equals("1"));

    configure("");

    harness.awaitGone(RuntimeTypes.KERNEL_PARAM_STATUSES, "proc.sys.vm.max_map_count");
    assertThat(sysctls.read("vm.max_map_count")).contains("65530");
  }

  @Test
  void aMachinedThatWasRestartedGivesBackTheValueFromBeforeItsPredecessor() {
    start(Mode.METAL);
    configure("vm.max_map_count: \"262144\", vm.swappiness: \"10\"");
    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.vm.max_map_count",
        s -> s.getCurrent().equals("262144"));
    harness.close();

    harness = new ControllerHarness();
    start(Mode.METAL);
    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.net.ipv4.ip_forward",
        s -> s.getDefault().equals("0"));
    assertThat(sysctls.read("vm.max_map_count"))
        .as("before the config is known")
        .contains("262144");
    configure("vm.swappiness: \"10\"");

    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.vm.swappiness",
        s -> s.getCurrent().equals("10") && s.getDefault().equals("60"));
    assertThat(sysctls.read("vm.max_map_count")).contains("65530");
  }

  @Test
  void aDefaultThatIsRefusedIsSeenInItsStatus() {
    sysctls.with("kernel.kptr_restrict", "0").refusing("kernel.kptr_restrict", "2");
    start(Mode.METAL);

    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.kernel.kptr_restrict",
        s -> s.getCurrent().equals("0") && !s.getUnsupported());
  }

  @Test
  void aParameterThatFailsHoldsBackNoOther() {
    sysctls.refusing("vm.max_map_count", "-1");
    start(Mode.METAL);
    configure("vm.max_map_count: \"-1\", vm.swappiness: \"10\"");

    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.vm.swappiness",
        s -> s.getCurrent().equals("10"));
    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.vm.max_map_count",
        s -> s.getCurrent().equals("65530"));
  }

  @Test
  void containersSetParametersOfTheirNetworkAlone() {
    start(Mode.CONTAINER);
    configure("vm.swappiness: \"10\", net/ipv4/ip_forward: \"1\"");

    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES, "proc.sys.vm.swappiness", s -> s.getUnsupported());
    harness.await(
        RuntimeTypes.KERNEL_PARAM_STATUSES,
        "proc.sys.net.ipv4.ip_forward",
        s -> s.getCurrent().equals("1"));
    assertThat(sysctls.read("vm.swappiness")).contains("60");
  }
}

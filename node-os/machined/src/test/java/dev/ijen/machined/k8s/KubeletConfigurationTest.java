package dev.ijen.machined.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.resource.k8s.KubeletConfigSpec;
import dev.ijen.machined.cri.KernelLimits;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.wire.Structs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KubeletConfigurationTest {
  private static final Path RUNTIME = Path.of("/run/containerd-cri/containerd.sock");

  @Test
  void aHostWithOldCgroupsAndWithoutACapabilityIsPutUpWith() {
    var limits = new KernelLimits(false, List.of("CAP_SYS_ADMIN"), 20_000);
    var tree =
        KubeletConfiguration.of(
            KubeletConfigSpec.getDefaultInstance(), limits, RUNTIME, Mode.CONTAINER);
    assertThat(tree)
        .containsEntry("failCgroupV1", false)
        .containsEntry("oomScoreAdj", 0)
        .containsEntry("maxOpenFiles", 20_000)
        .containsKey("evictionHard");
  }

  @Test
  void aMachineOfItsOwnKeepsTheDefaults() {
    var limits = new KernelLimits(true, List.of("CAP_SYS_RESOURCE"), 1_000_000);
    var tree =
        KubeletConfiguration.of(
            KubeletConfigSpec.getDefaultInstance(), limits, RUNTIME, Mode.METAL);
    assertThat(tree)
        .containsEntry("failCgroupV1", true)
        .doesNotContainKeys("oomScoreAdj", "evictionHard");
  }

  @Test
  void fieldsOfTheUserTakeThePlaceOfOursButNotThoseThatGuard() {
    var user =
        Structs.of(
            Map.of("maxPods", 42, "failSwapOn", true, "authorization", Map.of("mode", "None")));
    var config = KubeletConfigSpec.newBuilder().setExtraConfig(user).build();
    var limits = new KernelLimits(true, List.of("CAP_SYS_RESOURCE"), 1_000_000);
    var tree = KubeletConfiguration.of(config, limits, RUNTIME, Mode.METAL);
    assertThat(tree)
        .containsEntry("maxPods", 42.0)
        .containsEntry("failSwapOn", true)
        .containsEntry("authorization", Map.of("mode", "Webhook"));
  }
}

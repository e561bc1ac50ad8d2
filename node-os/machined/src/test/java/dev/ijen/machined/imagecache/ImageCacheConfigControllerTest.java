package dev.ijen.machined.imagecache;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.ijen.api.resource.config.MachineConfigSpec;
import dev.ijen.api.resource.enums.CriImageCacheStatus;
import dev.ijen.machined.config.resource.ActiveConfig;
import dev.ijen.machined.config.resource.ConfigTypes;
import dev.ijen.machined.event.EventBus;
import dev.ijen.machined.imagecache.resource.ImageCacheTypes;
import dev.ijen.machined.service.Supervisor;
import dev.ijen.machined.v1alpha1.ServiceController;
import dev.ijen.runtime.harness.ControllerHarness;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCacheConfigControllerTest {
  private static final String MAIN =
      """
      version: v1alpha1
      machine:
        type: worker
      cluster:
        controlPlane:
          endpoint: https://10.5.0.2:6443
      """;

  @TempDir Path folder;

  private final ControllerHarness harness = new ControllerHarness();
  private final Supervisor services =
      new Supervisor(Clock.systemUTC(), new EventBus(Clock.systemUTC(), new Random(1)));

  @AfterEach
  void stop() throws InterruptedException {
    harness.close();
    services.stopAll(Duration.ofSeconds(10));
  }

  @Test
  void aCacheThatIsThereIsServed() throws Exception {
    LayoutFixture.write(folder);
    start(MAIN);
    harness.await(
        ImageCacheTypes.IMAGE_CACHE_CONFIGS,
        ImageCacheTypes.ID,
        spec ->
            spec.getStatus() == CriImageCacheStatus.IMAGE_CACHE_STATUS_READY
                && spec.getRootsList().equals(List.of(folder.toString())));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "---\napiVersion: v1alpha1\nkind: ImageCacheConfig\nlocal:\n  enabled: false\n",
        "  controllerManager: {}\n"
      })
  void aRefusedOrAbsentCacheIsNot(String rest) throws Exception {
    if (rest.startsWith("---")) {
      LayoutFixture.write(folder);
    }
    start(MAIN + rest);
    harness.await(
        ImageCacheTypes.IMAGE_CACHE_CONFIGS,
        ImageCacheTypes.ID,
        spec -> spec.getStatus() == CriImageCacheStatus.IMAGE_CACHE_STATUS_DISABLED);
    assertThat(services.find(RegistrydService.ID)).isEmpty();
  }

  private void start(String config) throws Exception {
    harness.put(
        ConfigTypes.MACHINE_CONFIGS,
        ActiveConfig.ID,
        MachineConfigSpec.newBuilder().setYamlMarshalled(ByteString.copyFromUtf8(config)).build());
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    harness.run(
        new ServiceController(services),
        new ImageCacheConfigController(new ImageCache(folder), anyPort, services));
  }
}

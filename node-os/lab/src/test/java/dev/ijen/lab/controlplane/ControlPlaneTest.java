package dev.ijen.lab.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.image.FileTree;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.network.LabNetwork;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The built control plane in a network namespace of its own. */
@Tag("real")
class ControlPlaneTest {
  private static final Path PARTS = Path.of(System.getProperty("ijen.parts", "/missing"));

  @Test
  void startsAnswersAndKeepsItsDataOverARestart() throws Exception {
    Instance instance = Instance.of(Path.of("").toAbsolutePath(), "control-plane-test");
    LabNetwork network = LabNetwork.create(instance);
    var controlPlane = new ControlPlane(instance, PARTS, Site.in(network));
    try {
      controlPlane.start();
      controlPlane.kubectl("create", "namespace", "kept");
      controlPlane.stop();
      controlPlane.start();
      assertThat(controlPlane.kubectl("get", "namespace", "kept", "-o", "name"))
          .isEqualTo("namespace/kept");
      assertThat(LabNetwork.create(instance).subnet()).isEqualTo(network.subnet());
    } finally {
      controlPlane.stop();
      network.delete();
      FileTree.delete(instance.folder());
    }
    assertThat(LabNetwork.find(instance)).isEmpty();
  }
}

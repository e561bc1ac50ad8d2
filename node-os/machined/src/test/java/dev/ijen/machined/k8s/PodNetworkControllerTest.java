package dev.ijen.machined.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.ijen.api.resource.k8s.NodeStatusSpec;
import org.junit.jupiter.api.Test;

class PodNetworkControllerTest {

  @Test
  void podsGetAddressesOfTheSubnetThatTheClusterGaveTheNode() {
    var object =
        JsonParser.parseString(
                """
                {
                  "metadata": {"name": "one", "labels": {"a": "b"}},
                  "spec": {"podCIDRs": ["10.244.3.0/24"]},
                  "status": {"conditions": [{"type": "Ready", "status": "False"}]}
                }
                """)
            .getAsJsonObject();
    NodeStatusSpec status = NodeStatusController.status("one", object);
    assertThat(status.getNodeReady()).isFalse();
    assertThat(status.getLabelsMap()).containsEntry("a", "b");
    assertThat(PodNetworkController.configuration(status))
        .contains(
            "\"type\":\"bridge\"", "\"isDefaultGateway\":true", "\"subnet\":\"10.244.3.0/24\"")
        .doesNotContain("routes");
  }
}

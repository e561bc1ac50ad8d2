package dev.ijen.operator.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.api.machine.ApplyConfigurationRequest;
import dev.ijen.operator.TestCluster;
import dev.ijen.operator.TestNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrpcNodesTest {
  private final TestCluster cluster = new TestCluster();
  private final GrpcNodes nodes = new GrpcNodes(Duration.ofSeconds(10), Clock.systemUTC());

  @Test
  void looksAtANodeThroughTheFirstAddressThatAnswers() throws Exception {
    try (TestNode node = TestNode.start(cluster)) {
      assertThat(nodes.observe(List.of("127.0.0.1:1", node.address()), cluster.talosconfig()))
          .isEqualTo(
              new Observation.Seen(
                  node.address(), "node-1", "v1.14.0", Optional.of(cluster.rendered().hash())));
    }
  }

  @Test
  void givesANodeAConfigWithoutAllowingAReboot() throws Exception {
    String config = cluster.rendered("machine: {sysctls: {a: '1'}}").encode();
    try (TestNode node = TestNode.start(cluster)) {
      assertThat(nodes.apply(node.address(), cluster.talosconfig(), config))
          .isEqualTo(new Delivery.Taken());
      assertThat(node.config().sysctls()).containsEntry("a", "1");
      assertThat(node.requests().getFirst().getMode())
          .isEqualTo(ApplyConfigurationRequest.Mode.NO_REBOOT);
    }
  }

  @Test
  void tellsTheWordsOfANodeThatRefuses() throws Exception {
    try (TestNode node = TestNode.start(cluster)) {
      node.refuse("this change needs a reboot");
      assertThat(nodes.apply(node.address(), cluster.talosconfig(), cluster.baseConfig()))
          .isEqualTo(new Delivery.Refused("this change needs a reboot"));
    }
  }

  @Test
  void aStoppedNodeIsSilent() throws Exception {
    TestNode node = TestNode.start(cluster);
    node.close();
    assertThat(nodes.observe(List.of(node.address()), cluster.talosconfig()))
        .isInstanceOf(Observation.Silent.class);
  }

  @Test
  void aNodeOfAnotherClusterIsNotTrusted() throws Exception {
    try (TestNode node = TestNode.start(cluster)) {
      assertThat(nodes.observe(List.of(node.address()), new TestCluster().talosconfig()))
          .isInstanceOfSatisfying(
              Observation.Silent.class,
              silent -> assertThat(silent.reason()).contains("is not trusted"));
    }
  }

  @Test
  void anUnusableTalosconfigIsDeniedWithoutItsText() throws Exception {
    assertThat(nodes.observe(List.of("127.0.0.1:1"), "context: a\ncontexts: {a: {ca: hunter2}}"))
        .isInstanceOfSatisfying(
            Observation.Denied.class,
            denied ->
                assertThat(denied.reason()).startsWith("talosconfig: ").doesNotContain("hunter2"));
  }
}

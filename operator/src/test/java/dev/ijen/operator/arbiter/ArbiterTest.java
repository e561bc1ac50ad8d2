package dev.ijen.operator.arbiter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.operator.arbiter.Disruptions.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArbiterTest {
  private final Map<String, Member> members =
      new HashMap<>(
          Map.of(
              "a", new Member(false, true),
              "b", new Member(false, true),
              "c", new Member(false, true),
              "cp1", new Member(true, true),
              "cp2", new Member(true, true)));

  @Test
  void allowsAsManyAsTheSmallestBudgetLeaves() {
    assertThat(allow(3, 2, "a", "b", "c").allowed()).containsExactly("a", "b");
    assertThat(allow(1, 2, "a", "b", "c").allowed()).containsExactly("a");
  }

  @Test
  void machinesThatAreUnavailableUseTheBudgetUp() {
    members.put("x", new Member(false, false));
    assertThat(allow(1, 2, "a").refusal()).hasValue("budget of the cluster is 1, unavailable: x");
    assertThat(allow(2, 2, "a", "b").allowed()).containsExactly("a");
  }

  @Test
  void aMachineThatIsUnavailableItselfMayBeRepaired() {
    members.put("a", new Member(false, false));
    assertThat(allow(1, 1, "a").allowed()).containsExactly("a");
  }

  @Test
  void controlPlanesGoOneAtATimeAndOnlyWhileAllOthersAreReady() {
    assertThat(allow(5, 5, "cp1", "cp2").allowed()).containsExactly("cp1");
    members.put("cp2", new Member(true, false));
    assertThat(allow(5, 5, "cp1").refusal()).hasValue("control plane cp2 must be ready before cp1");
  }

  @Test
  void nobodyGetsAMachineTwice() {
    var disruptions = new Disruptions(members, Set.of("a"), 5);
    assertThat(Arbiter.allow(disruptions, members.keySet(), 5, List.of("a")).refusal())
        .hasValue("a is being changed already");
  }

  private Arbiter.Answer allow(int clusterMax, int poolMax, String... candidates) {
    return Arbiter.allow(
        new Disruptions(members, Set.of(), clusterMax),
        members.keySet(),
        poolMax,
        List.of(candidates));
  }
}

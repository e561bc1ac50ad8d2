package dev.ijen.apid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
  private static final String SELF = "10.0.0.1";

  @Test
  void aCallWithoutTargetIsServedHere() {
    assertThat(route(List.of(), List.of(), false)).isEqualTo(new Route.Local());
  }

  @Test
  void aCallToThisNodeIsServedHereWithoutAnotherHop() {
    assertThat(route(List.of(SELF), List.of(), false)).isEqualTo(new Route.Local());
  }

  @Test
  void aForwardedCallEndsHereWhateverItNames() {
    assertThat(route(List.of("10.0.0.9"), List.of("x"), true)).isEqualTo(new Route.Local());
  }

  @Test
  void oneOtherNodeGetsTheCallUnchanged() {
    assertThat(route(List.of("worker-1"), List.of(), false))
        .isEqualTo(new Route.Remote("worker-1"));
    assertThat(route(List.of("fd00::7"), List.of(), false)).isEqualTo(new Route.Remote("fd00::7"));
  }

  @Test
  void severalNodesAreAskedOnceEach() {
    assertThat(route(List.of(), List.of("a", SELF, "a"), false))
        .isEqualTo(new Route.Many(List.of("a", SELF)));
  }

  @Test
  void nonsenseIsRefusedWithItsReason() {
    assertThat(route(List.of("a", "b"), List.of(), false))
        .isEqualTo(new Route.Refused("metadata node has 2 values, not one"));
    for (String target : List.of("", "a:50000", "a b", "http://a")) {
      assertThat(route(List.of(target), List.of(), false))
          .as(target)
          .isInstanceOf(Route.Refused.class);
    }
  }

  private static Route route(List<String> node, List<String> nodes, boolean forwarded) {
    return Route.of(node, nodes, forwarded, SELF::equals);
  }
}

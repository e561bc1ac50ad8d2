package dev.ijen.machined.network.dhcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.machined.network.dhcp.DhcpClient.State;
import dev.ijen.machined.network.dhcp.DhcpClient.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DhcpClientTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final MacAddress MAC = new MacAddress("52:54:00:00:00:01");
  private static final String SERVER = "0a000001";
  private static final String HOUR = "00000e10";

  private final Random random = new Random(7);
  private final DhcpClient client = new DhcpClient(MAC, Optional.of("node-1"));

  @Test
  void fourMessagesMakeALease() {
    Step discover = client.start(START, random);
    assertThat(discover.sending().orElseThrow().message().type())
        .contains(DhcpMessage.Type.DISCOVER);
    assertThat(discover.sending().orElseThrow().to()).isEqualTo(Ipv4.BROADCAST);

    Step request =
        client.received(discover.state(), reply(discover, DhcpMessage.Type.OFFER), START, random);
    DhcpMessage asked = request.sending().orElseThrow().message();
    assertThat(asked.type()).contains(DhcpMessage.Type.REQUEST);
    assertThat(asked.options())
        .containsEntry(DhcpOption.REQUESTED_ADDRESS, "0a000015")
        .containsEntry(DhcpOption.SERVER_IDENTIFIER, SERVER);

    Step bound =
        client.received(request.state(), reply(request, DhcpMessage.Type.ACK), START, random);
    Lease lease = bound.state().lease().orElseThrow();
    assertThat(lease.address()).hasToString("10.0.0.21");
    assertThat(lease.prefix()).isEqualTo(24);
    assertThat(lease.routes())
        .containsExactly(new Lease.Route(Ipv4.NONE, 0, Ipv4.parse("10.0.0.1")));
    assertThat(lease.duration()).isEqualTo(Duration.ofHours(1));
    assertThat(bound.sending()).isEmpty();
    assertThat(bound.state().wakeAt()).isEqualTo(START.plus(lease.renewAfter()));
  }

  @Test
  void halfTimeLaterItAsksItsServerAndThenAnyAndThenStartsAgain() {
    State state = bound().state();
    boolean askedServer = false;
    boolean askedAny = false;
    while (state.lease().isPresent()) {
      Instant now = state.wakeAt();
      Step step = client.elapsed(state, now, random);
      if (step.state() instanceof State.Extending) {
        Ipv4 to = step.sending().orElseThrow().to();
        assertThat(step.sending().orElseThrow().from()).hasToString("10.0.0.21");
        askedServer |= to.equals(Ipv4.parse("10.0.0.1"));
        askedAny |= to.equals(Ipv4.BROADCAST);
        assertThat(askedAny && to.equals(Ipv4.parse("10.0.0.1"))).isFalse();
      }
      assertThat(step.state().wakeAt()).isAfter(now);
      state = step.state();
    }
    assertThat(askedServer).isTrue();
    assertThat(askedAny).isTrue();
    assertThat(state).isInstanceOf(State.Selecting.class);
    assertThat(((State.Selecting) state).since()).isEqualTo(START.plus(Duration.ofHours(1)));
  }

  @Test
  void moreTimeIsGrantedToTheSameAddress() {
    State bound = bound().state();
    Step extending = client.elapsed(bound, bound.wakeAt(), random);

    Step again =
        client.received(
            extending.state(), reply(extending, DhcpMessage.Type.ACK), bound.wakeAt(), random);

    assertThat(again.state()).isInstanceOf(State.Bound.class);
    assertThat(again.state().wakeAt()).isAfter(bound.wakeAt());
  }

  @Test
  void aRefusalStartsFromTheBeginning() {
    Step discover = client.start(START, random);
    Step request =
        client.received(discover.state(), reply(discover, DhcpMessage.Type.OFFER), START, random);

    Step refused =
        client.received(request.state(), reply(request, DhcpMessage.Type.NAK), START, random);

    assertThat(refused.state()).isInstanceOf(State.Selecting.class);
    assertThat(refused.sending().orElseThrow().message().type())
        .contains(DhcpMessage.Type.DISCOVER);
  }

  @Test
  void answersToOthersChangeNothing() {
    Step discover = client.start(START, random);
    DhcpMessage offer = reply(discover, DhcpMessage.Type.OFFER);
    DhcpMessage otherTransaction = with(offer, offer.transaction() + 1, MAC);
    DhcpMessage otherMachine =
        with(offer, offer.transaction(), new MacAddress("52:54:00:00:00:02"));

    for (DhcpMessage message : new DhcpMessage[] {otherTransaction, otherMachine}) {
      assertThat(client.received(discover.state(), message, START, random))
          .isEqualTo(new Step(discover.state(), Optional.empty()));
    }
  }

  @Test
  void silenceIsMetWithLongerAndLongerPausesThatStayBounded() {
    Step step = client.start(START, random);
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      Instant now = step.state().wakeAt();
      step = client.elapsed(step.state(), now, random);
      Duration pause = Duration.between(now, step.state().wakeAt());
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    assertThat(longest).isBetween(Duration.ofSeconds(31), Duration.ofSeconds(33));
  }

  @Test
  void classlessRoutesReplaceTheRouter() {
    Map<Integer, String> options = new TreeMap<>(offerOptions(DhcpMessage.Type.OFFER));
    options.put(DhcpOption.CLASSLESS_STATIC_ROUTE, "100a01" + "0a000002" + "00" + "0a000003");
    Lease lease = Lease.of(reply(client.start(START, random), options));

    assertThat(lease.routes())
        .containsExactly(
            new Lease.Route(Ipv4.parse("10.1.0.0"), 16, Ipv4.parse("10.0.0.2")),
            new Lease.Route(Ipv4.NONE, 0, Ipv4.parse("10.0.0.3")));
  }

  @Test
  void aServerWithoutRouterAndResolverGivesALeaseAllTheSame() {
    Map<Integer, String> options = new TreeMap<>(offerOptions(DhcpMessage.Type.OFFER));
    options.remove(DhcpOption.ROUTER);
    options.remove(DhcpOption.DOMAIN_NAME_SERVER);
    Lease lease = Lease.of(reply(client.start(START, random), options));

    assertThat(lease.routes()).isEmpty();
    assertThat(lease.nameServers()).isEmpty();
  }

  @Test
  void aNameThatIsNoneIsDropped() {
    Map<Integer, String> options = new TreeMap<>(offerOptions(DhcpMessage.Type.OFFER));
    options.put(DhcpOption.HOST_NAME, "24287265626f6f7429"); // $(reboot)
    assertThat(Lease.of(reply(client.start(START, random), options)).hostName()).isEmpty();
  }

  private Step bound() {
    Step discover = client.start(START, random);
    Step request =
        client.received(discover.state(), reply(discover, DhcpMessage.Type.OFFER), START, random);
    return client.received(request.state(), reply(request, DhcpMessage.Type.ACK), START, random);
  }

  private static Map<Integer, String> offerOptions(DhcpMessage.Type type) {
    return Map.of(
        DhcpOption.MESSAGE_TYPE, "0" + type.number(),
        DhcpOption.SERVER_IDENTIFIER, SERVER,
        DhcpOption.SUBNET_MASK, "ffffff00",
        DhcpOption.ROUTER, SERVER,
        DhcpOption.DOMAIN_NAME_SERVER, SERVER,
        DhcpOption.LEASE_TIME, HOUR);
  }

  private static DhcpMessage reply(Step step, DhcpMessage.Type type) {
    return reply(step, offerOptions(type));
  }

  private static DhcpMessage reply(Step step, Map<Integer, String> options) {
    return new DhcpMessage(
        DhcpMessage.Operation.REPLY,
        step.sending().orElseThrow().message().transaction(),
        0,
        true,
        Ipv4.NONE,
        Ipv4.parse("10.0.0.21"),
        MAC,
        new TreeMap<>(options));
  }

  private static DhcpMessage with(DhcpMessage message, int transaction, MacAddress hardware) {
    return new DhcpMessage(
        message.operation(),
        transaction,
        message.seconds(),
        message.broadcast(),
        message.clientAddress(),
        message.yourAddress(),
        hardware,
        message.options());
  }
}

package dev.ijen.machined.network.dhcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The client of one link (RFC 2131, section 4.4) as a pure state machine: given where it stands and
 * what happened, it says where it stands next and what to send. Whoever drives it owns socket and
 * clock.
 *
 * @param hostName sent to the server, which may register it; empty for none
 */
public record DhcpClient(MacAddress hardware, Optional<String> hostName) {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(32);
  private static final Duration SHORTEST_RENEWAL_RETRY = Duration.ofSeconds(60);
  private static final byte[] WANTED = {
    DhcpOption.SUBNET_MASK,
    DhcpOption.CLASSLESS_STATIC_ROUTE,
    DhcpOption.ROUTER,
    DhcpOption.DOMAIN_NAME_SERVER,
    DhcpOption.HOST_NAME,
    DhcpOption.DOMAIN_NAME,
    DhcpOption.INTERFACE_MTU,
    DhcpOption.NTP_SERVERS
  };

  /** Where the client stands. */
  public sealed interface State {
    /** When the driver should say that time has passed. */
    Instant wakeAt();

    /** The lease that is in force, if any. */
    Optional<Lease> lease();

    /** Looks for a server; {@code attempt} counts from 0. */
    record Selecting(int transaction, int attempt, Instant since, Instant wakeAt) implements State {
      @Override
      public Optional<Lease> lease() {
        return Optional.empty();
      }
    }

    /** Took an offer and waits for its acknowledgement. */
    record Requesting(int transaction, int attempt, Lease offer, Instant since, Instant wakeAt)
        implements State {
      @Override
      public Optional<Lease> lease() {
        return Optional.empty();
      }
    }

    /** Has an address and nothing to do until T1. */
    record Bound(Lease granted, Instant since, Instant wakeAt) implements State {
      @Override
      public Optional<Lease> lease() {
        return Optional.of(granted);
      }
    }

    /** Asks for more time: its own server until T2, then any. */
    record Extending(int transaction, Lease granted, Instant since, Instant wakeAt)
        implements State {
      @Override
      public Optional<Lease> lease() {
        return Optional.of(granted);
      }
    }
  }

  /** A message and where it goes. */
  public record Sending(DhcpMessage message, Ipv4 from, Ipv4 to) {}

  /** What follows. */
  public record Step(State state, Optional<Sending> sending) {}

  /** Begins to look for a server. */
  public Step start(Instant now, RandomGenerator random) {
    return discover(0, now, now, random);
  }

  /** Goes on when {@link State#wakeAt} has come. */
  public Step elapsed(State state, Instant now, RandomGenerator random) {
    return switch (state) {
      case State.Selecting s -> discover(s.attempt() + 1, s.since(), now, random);
      case State.Requesting r when r.attempt() >= 3 -> discover(0, now, now, random);
      case State.Requesting r ->
          request(r.transaction(), r.attempt() + 1, r.offer(), r.since(), now, random);
      case State.Bound b -> extend(random.nextInt(), b.granted(), b.since(), now);
      case State.Extending e when !now.isBefore(e.since().plus(e.granted().duration())) ->
          discover(0, now, now, random);
      case State.Extending e -> extend(e.transaction(), e.granted(), e.since(), now);
    };
  }

  /**
   * Takes a message from the link. What is not an answer to this client in this state changes
   * nothing.
   */
  public Step received(State state, DhcpMessage message, Instant now, RandomGenerator random) {
    Step unchanged = new Step(state, Optional.empty());
    boolean mine =
        message.operation() == DhcpMessage.Operation.REPLY && message.hardware().equals(hardware);
    Optional<DhcpMessage.Type> type = message.type();
    if (!mine || type.isEmpty()) {
      return unchanged;
    }
    return switch (state) {
      case State.Selecting s
          when type.get() == DhcpMessage.Type.OFFER && message.transaction() == s.transaction() ->
          lease(message)
              .map(offer -> request(s.transaction(), 0, offer, s.since(), now, random))
              .orElse(unchanged);
      case State.Requesting r when message.transaction() == r.transaction() ->
          answered(type.get(), message, now, random).orElse(unchanged);
      case State.Extending e when message.transaction() == e.transaction() ->
          answered(type.get(), message, now, random).orElse(unchanged);
      case State.Selecting _, State.Requesting _, State.Extending _, State.Bound _ -> unchanged;
    };
  }

  private Optional<Step> answered(
      DhcpMessage.Type type, DhcpMessage message, Instant now, RandomGenerator random) {
    return switch (type) {
      case ACK -> lease(message).map(lease -> bound(lease, now));
      case NAK -> Optional.of(discover(0, now, now, random));
      case DISCOVER, OFFER, REQUEST, DECLINE, RELEASE, INFORM -> Optional.empty();
    };
  }

  private static Step bound(Lease lease, Instant now) {
    return new Step(new State.Bound(lease, now, now.plus(lease.renewAfter())), Optional.empty());
  }

  private Step discover(int attempt, Instant since, Instant now, RandomGenerator random) {
    int transaction = random.nextInt();
    DhcpMessage message =
        message(DhcpMessage.Type.DISCOVER, transaction, Ipv4.NONE, since, now, new TreeMap<>());
    return new Step(
        new State.Selecting(transaction, attempt, since, retry(attempt, now, random)),
        Optional.of(new Sending(message, Ipv4.NONE, Ipv4.BROADCAST)));
  }

  private Step request(
      int transaction,
      int attempt,
      Lease offer,
      Instant since,
      Instant now,
      RandomGenerator random) {
    var options = new TreeMap<Integer, String>();
    options.put(DhcpOption.REQUESTED_ADDRESS, hex(offer.address()));
    options.put(DhcpOption.SERVER_IDENTIFIER, hex(offer.server()));
    DhcpMessage message =
        message(DhcpMessage.Type.REQUEST, transaction, Ipv4.NONE, since, now, options);
    return new Step(
        new State.Requesting(transaction, attempt, offer, since, retry(attempt, now, random)),
        Optional.of(new Sending(message, Ipv4.NONE, Ipv4.BROADCAST)));
  }

  /** Asks for more time; the next try comes after half of what is left (RFC 2131, 4.4.5). */
  private Step extend(int transaction, Lease lease, Instant since, Instant now) {
    Instant rebind = since.plus(lease.rebindAfter());
    Instant end = since.plus(lease.duration());
    boolean anyServer = !now.isBefore(rebind);
    Duration half = Duration.between(now, anyServer ? end : rebind).dividedBy(2);
    Instant wake =
        now.plus(half.compareTo(SHORTEST_RENEWAL_RETRY) < 0 ? SHORTEST_RENEWAL_RETRY : half);
    Instant latest = anyServer ? end : rebind;
    DhcpMessage message =
        message(DhcpMessage.Type.REQUEST, transaction, lease.address(), now, now, new TreeMap<>());
    return new Step(
        new State.Extending(transaction, lease, since, wake.isBefore(latest) ? wake : latest),
        Optional.of(
            new Sending(message, lease.address(), anyServer ? Ipv4.BROADCAST : lease.server())));
  }

  private static Instant retry(int attempt, Instant now, RandomGenerator random) {
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(attempt, 4));
    Duration bounded = wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
    return now.plus(bounded).plusMillis(random.nextInt(-1000, 1001));
  }

  private DhcpMessage message(
      DhcpMessage.Type type,
      int transaction,
      Ipv4 own,
      Instant since,
      Instant now,
      TreeMap<Integer, String> options) {
    HexFormat hex = HexFormat.of();
    options.put(DhcpOption.MESSAGE_TYPE, hex.toHexDigits(type.number()));
    options.put(DhcpOption.PARAMETER_REQUEST_LIST, hex.formatHex(WANTED));
    options.put(DhcpOption.CLIENT_IDENTIFIER, "01" + hex.formatHex(hardware.octets()));
    hostName.ifPresent(
        name ->
            options.put(
                DhcpOption.HOST_NAME, hex.formatHex(name.getBytes(StandardCharsets.US_ASCII))));
    long seconds = Math.clamp(Duration.between(since, now).toSeconds(), 0, 0xffff);
    return new DhcpMessage(
        DhcpMessage.Operation.REQUEST,
        transaction,
        (int) seconds,
        own.equals(Ipv4.NONE), // a link without address hears broadcasts alone
        own,
        Ipv4.NONE,
        hardware,
        options);
  }

  private static Optional<Lease> lease(DhcpMessage message) {
    try {
      return Optional.of(Lease.of(message));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a server that says too little is as good as none
    }
  }

  private static String hex(Ipv4 address) {
    return HexFormat.of().formatHex(ByteBuffer.allocate(4).putInt(address.bits()).array());
  }
}

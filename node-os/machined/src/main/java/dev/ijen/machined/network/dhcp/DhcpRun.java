package dev.ijen.machined.network.dhcp;

import com.google.protobuf.ByteString;
import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.PacketSocket;
import dev.ijen.linux.PacketSockets;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives the client of one link over a socket, on a virtual thread, until it is closed. */
public final class DhcpRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DhcpRun.class);
  private static final int SERVER_PORT = 67;
  private static final int CLIENT_PORT = 68;
  private static final HardwareAddress EVERYBODY = new HardwareAddress("ff:ff:ff:ff:ff:ff");
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

  private final String link;
  private final int linkIndex;
  private final DhcpClient client;
  private final PacketSockets sockets;
  private final Clock clock;
  private final RandomGenerator random;
  private final Runnable changed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private volatile Optional<Lease> lease = Optional.empty();

  /**
   * Begins at once.
   *
   * @param link the name, for the log
   * @param changed called whenever {@link #lease} has changed
   */
  public DhcpRun(
      String link,
      int linkIndex,
      DhcpClient client,
      PacketSockets sockets,
      Clock clock,
      RandomGenerator random,
      Runnable changed) {
    this.link = link;
    this.linkIndex = linkIndex;
    this.client = client;
    this.sockets = sockets;
    this.clock = clock;
    this.random = random;
    this.changed = changed;
    this.thread = Thread.ofVirtual().name("dhcp-" + link).start(this::run);
  }

  /** What is in force now. */
  public Optional<Lease> lease() {
    return lease;
  }

  /** The kernel's number of the link that this client serves. */
  public int linkIndex() {
    return linkIndex;
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      DhcpClient.Step step = client.start(clock.instant(), random);
      while (closed.getCount() > 0) {
        try {
          step = exchange(step);
        } catch (IOException e) {
          LOG.atWarn().addKeyValue("link", link).setCause(e).log("dhcp exchange failed");
          pause(PAUSE_AFTER_FAILURE);
          step = overdue(step);
        }
        step = step.state() instanceof DhcpClient.State.Bound bound ? rest(bound) : step;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** What follows once the time of a step is over, though its message could not be sent. */
  private DhcpClient.Step overdue(DhcpClient.Step failed) {
    Instant now = clock.instant();
    DhcpClient.Step step =
        now.isBefore(failed.state().wakeAt())
            ? failed
            : client.elapsed(failed.state(), now, random);
    publish(step.state().lease());
    return step;
  }

  /** Talks until an address is granted (again), or the client is closed. */
  private DhcpClient.Step exchange(DhcpClient.Step first) throws IOException, InterruptedException {
    try (PacketSocket socket = sockets.open(linkIndex, CLIENT_PORT);
        UnicastSocket unicast = new UnicastSocket(CLIENT_PORT)) {
      DhcpClient.Step step = first;
      while (true) {
        publish(step.state().lease());
        if (step.state() instanceof DhcpClient.State.Bound bound) {
          LOG.atInfo()
              .addKeyValue("link", link)
              .addKeyValue("renewal", bound.wakeAt())
              .log("dhcp lease granted");
          return step;
        }
        if (step.sending().isPresent()) {
          send(socket, unicast, step.sending().get());
        }
        step = next(socket, step.state());
      }
    }
  }

  private DhcpClient.Step next(PacketSocket socket, DhcpClient.State state)
      throws IOException, InterruptedException {
    Duration left = Duration.between(clock.instant(), state.wakeAt());
    Optional<byte[]> packet = left.isPositive() ? socket.receive(left) : Optional.empty();
    if (packet.isPresent()) {
      return message(packet.get())
          .map(message -> client.received(state, message, clock.instant(), random))
          .orElse(new DhcpClient.Step(state, Optional.empty()));
    }
    return clock.instant().isBefore(state.wakeAt())
        ? new DhcpClient.Step(state, Optional.empty())
        : client.elapsed(state, clock.instant(), random);
  }

  private DhcpClient.Step rest(DhcpClient.State.Bound bound) throws InterruptedException {
    pause(Duration.between(clock.instant(), bound.wakeAt()));
    return client.elapsed(bound, clock.instant(), random);
  }

  private void pause(Duration duration) throws InterruptedException {
    if (closed.await(Math.max(1, duration.toMillis()), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("closed");
    }
  }

  /** A broadcast reaches servers that the kernel has no way to; anything else is routed. */
  private static void send(PacketSocket socket, UnicastSocket unicast, DhcpClient.Sending sending)
      throws IOException {
    byte[] payload = sending.message().encode();
    if (!sending.to().equals(Ipv4.BROADCAST)) {
      unicast.send(sending.from(), sending.to(), SERVER_PORT, payload);
      return;
    }
    var datagram =
        new UdpDatagram(
            sending.from(), CLIENT_PORT, sending.to(), SERVER_PORT, ByteString.copyFrom(payload));
    socket.send(EVERYBODY, datagram.encode());
  }

  private static Optional<DhcpMessage> message(byte[] packet) {
    try {
      return UdpDatagram.decode(packet)
          .filter(datagram -> datagram.targetPort() == CLIENT_PORT)
          .map(datagram -> DhcpMessage.decode(datagram.payload().toByteArray()));
    } catch (IllegalArgumentException e) {
      LOG.atDebug().setCause(e).log("dhcp message dropped");
      return Optional.empty();
    }
  }

  private void publish(Optional<Lease> now) {
    if (!lease.equals(now)) {
      lease = now;
      LOG.atInfo()
          .addKeyValue("link", link)
          .addKeyValue("address", now.map(l -> l.address() + "/" + l.prefix()).orElse("none"))
          .log("dhcp lease changed");
      changed.run();
    }
  }
}

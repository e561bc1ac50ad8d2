package dev.ijen.testing;

import dev.ijen.linux.HardwareAddress;
import dev.ijen.linux.PacketSocket;
import dev.ijen.linux.PacketSockets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Sockets on which one peer answers each packet at once. */
public final class FakePacketSockets implements PacketSockets {
  private final Function<byte[], Optional<byte[]>> peer;

  /**
   * Sockets with a peer.
   *
   * @param peer the answer to a packet, from the first byte of the IPv4 header on
   */
  public FakePacketSockets(Function<byte[], Optional<byte[]>> peer) {
    this.peer = peer;
  }

  @Override
  public PacketSocket open(int linkIndex, int udpPort) {
    return new FakeSocket(peer);
  }

  private static final class FakeSocket implements PacketSocket {
    private final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();
    private final Function<byte[], Optional<byte[]>> peer;

    FakeSocket(Function<byte[], Optional<byte[]>> peer) {
      this.peer = peer;
    }

    @Override
    public void send(HardwareAddress destination, byte[] packet) {
      peer.apply(packet).ifPresent(answers::add);
    }

    @Override
    public Optional<byte[]> receive(Duration timeout) throws InterruptedException {
      return Optional.ofNullable(answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
      answers.clear();
    }
  }
}

package dev.ijen.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/** An open non-blocking descriptor whose waits are friendly to virtual threads. */
final class Descriptor implements AutoCloseable {
  // asm-generic/fcntl.h
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_EXCL = 0x80;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;

  private final String name;
  private final int number;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Held while the kernel may look at the number, which it gives away again once closed. */
  private final ReentrantLock inUse = new ReentrantLock();

  /**
   * Takes over an open descriptor.
   *
   * @param name for messages
   */
  Descriptor(String name, int number) {
    this.name = name;
    this.number = number;
  }

  /** Opens a file without blocking. */
  static Descriptor open(String path, int flags) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      long number =
          Syscall.call(
              "open",
              path,
              Syscall.OPEN,
              Syscall.string(arena, path),
              flags | O_CLOEXEC | O_NONBLOCK);
      return new Descriptor(path, (int) number);
    }
  }

  int number() {
    return number;
  }

  /** What can be read now: empty when there is nothing, a message otherwise. */
  Optional<byte[]> read(int most) throws ErrnoException {
    inUse.lock();
    try (Arena arena = Arena.ofConfined()) {
      if (closed.get()) {
        throw new ErrnoException("read", name, Errno.EBADF);
      }
      MemorySegment buffer = arena.allocate(most);
      long length =
          Syscall.call("read", name, Syscall.READ, number, buffer.address(), buffer.byteSize());
      return Optional.of(Syscall.bytes(buffer, length));
    } catch (ErrnoException e) {
      if (e.errno() == Errno.EAGAIN || e.errno() == Errno.EINTR) {
        return Optional.empty();
      }
      throw e;
    } finally {
      inUse.unlock();
    }
  }

  /** Waits until there is something to read; false when the time is over first. */
  boolean await(Duration timeout) throws ErrnoException, InterruptedException {
    inUse.lockInterruptibly();
    try {
      return closed.get() || Readiness.shared().await(number, timeout);
    } finally {
      inUse.unlock();
    }
  }

  /** Whether {@link #close} was called. */
  boolean closed() {
    return closed.get();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      while (!inUse.tryLock()) {
        Readiness.shared().cancel(number);
        Thread.onSpinWait();
      }
      try {
        Syscall.close(number);
      } finally {
        inUse.unlock();
      }
    }
  }
}

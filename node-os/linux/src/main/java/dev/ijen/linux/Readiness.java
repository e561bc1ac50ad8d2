package dev.ijen.linux;

import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Waits until descriptors can be read, for any number of virtual threads: one platform thread
 * blocks in the kernel for all of them, because a native call holds the carrier of a virtual
 * thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/epoll.7.html">epoll(7)</a>
 */
final class Readiness {
  // sys/epoll.h
  static final int EPOLL_CTL_ADD = 1;
  static final int EPOLL_CTL_DEL = 2;
  static final int EPOLLIN = 1;
  static final int EPOLLONESHOT = 1 << 30;
  static final int EPOLL_CLOEXEC = 0x80000;
  static final long EVENT_SIZE = 12;
  static final long EVENT_DATA = 4;

  private static final int EVENTS = 16;

  private final Map<Integer, Semaphore> waiting = new ConcurrentHashMap<>();
  private final int epoll;

  private Readiness() throws ErrnoException {
    epoll = (int) Syscall.call("epoll_create1", "", Syscall.EPOLL_CREATE1, EPOLL_CLOEXEC);
    Thread.ofPlatform().daemon().name("readiness").start(this::loop);
  }

  private static final class Shared {
    static final Readiness INSTANCE = create();

    private Shared() {}

    private static Readiness create() {
      try {
        return new Readiness();
      } catch (ErrnoException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The one of this process. */
  static Readiness shared() {
    return Shared.INSTANCE;
  }

  /**
   * Waits until a descriptor can be read, is cancelled, or the time is over. One waiter per
   * descriptor at a time.
   *
   * @return whether it can be read (or was cancelled: the next read tells)
   */
  boolean await(int descriptor, Duration timeout) throws ErrnoException, InterruptedException {
    var ready = new Semaphore(0);
    waiting.put(descriptor, ready);
    try {
      control(EPOLL_CTL_ADD, descriptor);
      return ready.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      waiting.remove(descriptor, ready);
      forget(descriptor);
    }
  }

  /** Ends the wait for a descriptor, if there is one. */
  void cancel(int descriptor) {
    Semaphore ready = waiting.get(descriptor);
    if (ready != null) {
      ready.release();
    }
  }

  private void forget(int descriptor) throws ErrnoException {
    try {
      control(EPOLL_CTL_DEL, descriptor);
    } catch (ErrnoException e) {
      if (e.errno() != Errno.EBADF && e.errno() != Errno.ENOENT) {
        throw e; // those two: closed in the meantime
      }
    }
  }

  private void control(int operation, int descriptor) throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT_SIZE);
      event.set(ValueLayout.JAVA_INT_UNALIGNED, 0, EPOLLIN | EPOLLONESHOT);
      event.set(ValueLayout.JAVA_LONG_UNALIGNED, EVENT_DATA, descriptor);
      Syscall.call(
          "epoll_ctl",
          "fd " + descriptor,
          Syscall.EPOLL_CTL,
          epoll,
          operation,
          descriptor,
          event.address());
    }
  }

  private void loop() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment events = arena.allocate(EVENT_SIZE * EVENTS);
      while (true) {
        long count = next(events);
        for (long i = 0; i < count; i++) {
          cancel((int) events.get(ValueLayout.JAVA_LONG_UNALIGNED, i * EVENT_SIZE + EVENT_DATA));
        }
      }
    }
  }

  private long next(MemorySegment events) {
    try {
      return Syscall.call(
          "epoll_wait", "", Syscall.EPOLL_WAIT, epoll, events.address(), EVENTS, -1);
    } catch (ErrnoException e) {
      if (e.errno() == Errno.EINTR) {
        return 0;
      }
      throw new UncheckedIOException(e);
    }
  }
}

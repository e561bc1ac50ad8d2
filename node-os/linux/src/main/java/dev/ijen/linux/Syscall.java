package dev.ijen.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;

/**
 * The one door to the kernel: {@code long syscall(long number, long × 6)}. One handle instead of
 * one per call keeps the start of the process short; it is bound at the first call.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/syscall.2.html">syscall(2)</a>
 */
final class Syscall {
  // asm/unistd_64.h
  static final long READ = 0;
  static final long OPEN = 2;
  static final long CLOSE = 3;
  static final long IOCTL = 16;
  static final long GETPID = 39;
  static final long SOCKET = 41;
  static final long SENDTO = 44;
  static final long RECVFROM = 45;
  static final long BIND = 49;
  static final long SETSOCKOPT = 54;
  static final long KILL = 62;
  static final long GETUID = 102;
  static final long PRCTL = 157;
  static final long MOUNT = 165;
  static final long UMOUNT2 = 166;
  static final long SETHOSTNAME = 170;
  static final long SETDOMAINNAME = 171;
  static final long EPOLL_WAIT = 232;
  static final long EPOLL_CTL = 233;
  static final long EPOLL_CREATE1 = 291;

  private Syscall() {}

  /** The downcall handle, bound when first needed. */
  private static final class Bound {
    static final StructLayout CAPTURED = Linker.Option.captureStateLayout();
    static final VarHandle ERRNO =
        CAPTURED.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    static final MethodHandle SYSCALL = bind();

    private Bound() {}

    @SuppressWarnings("restricted") // this class is the reason for the flag that allows it
    private static MethodHandle bind() {
      String architecture = System.getProperty("os.arch");
      if (!architecture.equals("amd64")) {
        throw new IllegalStateException("no system call numbers for " + architecture);
      }
      Linker linker = Linker.nativeLinker();
      MemorySegment symbol = linker.defaultLookup().findOrThrow("syscall");
      ValueLayout.OfLong word = ValueLayout.JAVA_LONG;
      return linker.downcallHandle(
          symbol,
          FunctionDescriptor.of(word, word, word, word, word, word, word, word),
          Linker.Option.firstVariadicArg(1),
          Linker.Option.captureCallState("errno"));
    }
  }

  /**
   * Calls the kernel.
   *
   * @param operation the call and
   * @param operand its object, for the message of a failure
   * @param arguments at most six; addresses by {@link MemorySegment#address}
   * @return what the kernel returned, never negative
   */
  static long call(String operation, String operand, long number, long... arguments)
      throws ErrnoException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment captured = arena.allocate(Bound.CAPTURED);
      long result = invoke(captured, number, arguments);
      if (result < 0) {
        throw new ErrnoException(operation, operand, Errno.of((int) Bound.ERRNO.get(captured, 0L)));
      }
      return result;
    }
  }

  /** The address of a C string, or null for none. */
  static long string(Arena arena, String text) {
    return arena.allocateFrom(text).address();
  }

  /** Closes a descriptor; it is gone whatever the kernel answers. */
  static void close(int descriptor) {
    try {
      call("close", "fd " + descriptor, CLOSE, descriptor);
    } catch (ErrnoException e) {
      if (e.errno() == Errno.EBADF) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Proves that the handle works: an operating system may not limp on without it. */
  static void verify() {
    try {
      long pid = call("getpid", "", GETPID);
      if (pid != ProcessHandle.current().pid()) {
        throw new IllegalStateException("getpid through syscall(2) answered " + pid);
      }
    } catch (ErrnoException e) {
      throw new IllegalStateException("system calls do not work", e);
    }
  }

  /** Bytes of a structure as the kernel wrote them. */
  static byte[] bytes(MemorySegment segment, long length) {
    return segment.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** A structure for the kernel to read: the whole buffer, wherever it stands. */
  static MemorySegment copy(Arena arena, ByteBuffer structure) {
    byte[] content = new byte[structure.capacity()];
    structure.get(0, content);
    return copy(arena, content);
  }

  /** Bytes for the kernel to read. */
  static MemorySegment copy(Arena arena, byte[] content) {
    MemorySegment segment = arena.allocate(Math.max(content.length, 1), 8);
    MemorySegment.copy(content, 0, segment, ValueLayout.JAVA_BYTE, 0, content.length);
    return segment;
  }

  private static long invoke(MemorySegment captured, long number, long[] a) {
    try {
      return (long)
          Bound.SYSCALL.invokeExact(
              captured,
              number,
              word(a, 0),
              word(a, 1),
              word(a, 2),
              word(a, 3),
              word(a, 4),
              word(a, 5));
    } catch (Throwable t) {
      throw new AssertionError("downcall syscall " + number, t);
    }
  }

  private static long word(long[] arguments, int index) {
    return index < arguments.length ? arguments[index] : 0;
  }
}

package dev.ijen.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** The log of the running kernel, through {@code /dev/kmsg}. */
final class FfmKernelLog implements KernelLog {
  private static final Path KMSG = Path.of("/dev/kmsg");

  @Override
  public KernelLogReader open(Start start) throws IOException {
    var reader = new Reader(Descriptor.open(KMSG.toString(), Descriptor.O_RDONLY));
    if (start == Start.NEXT) {
      reader.skip();
    }
    return reader;
  }

  @Override
  public void write(int level, String line) throws IOException {
    Files.writeString(KMSG, "<" + level + ">" + line + "\n", StandardOpenOption.WRITE);
  }

  private static final class Reader implements KernelLogReader {
    private static final int RECORD = 8192;

    private final Descriptor kmsg;

    Reader(Descriptor kmsg) {
      this.kmsg = kmsg;
    }

    @Override
    public Optional<KernelMessage> next(Duration timeout)
        throws ErrnoException, InterruptedException {
      if (kmsg.closed()) {
        return Optional.empty();
      }
      Optional<KernelMessage> present = read();
      if (present.isPresent() || timeout.isZero() || !kmsg.await(timeout) || kmsg.closed()) {
        return present;
      }
      return read();
    }

    void skip() throws ErrnoException {
      while (read().isPresent()) {}
    }

    private Optional<KernelMessage> read() throws ErrnoException {
      while (true) {
        try {
          return kmsg.read(RECORD)
              .map(bytes -> KernelMessage.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (ErrnoException e) {
          if (e.errno() != Errno.EPIPE) {
            throw e;
          }
          // Records were overwritten before they were read: go on with the oldest one left.
        }
      }
    }

    @Override
    public void close() {
      kmsg.close();
    }
  }
}

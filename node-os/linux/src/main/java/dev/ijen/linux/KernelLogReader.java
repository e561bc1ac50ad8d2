package dev.ijen.linux;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A position in the kernel's log. For one thread; {@link #close} may come from another. */
public interface KernelLogReader extends AutoCloseable {

  /**
   * The next record.
   *
   * @param timeout how long to wait for it; zero returns at once
   * @return empty when none came, or when the reader was closed
   */
  Optional<KernelMessage> next(Duration timeout) throws IOException, InterruptedException;

  @Override
  void close();
}

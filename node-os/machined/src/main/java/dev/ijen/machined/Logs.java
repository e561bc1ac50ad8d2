package dev.ijen.machined;

import dev.ijen.linux.KernelLog;
import dev.ijen.machined.platform.Mode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends the log of machined where it can be read without machined: to the kernel's log on a machine
 * of its own, to standard output in a container.
 */
final class Logs {
  private static final int KERNEL_LINE_BYTES = 900;

  /** Complains of each unix socket that it has no keep-alive; held, as loggers are weak. */
  private static final Logger BOOTSTRAP = Logger.getLogger("io.netty.bootstrap");

  private Logs() {}

  static void configure(Mode mode, KernelLog kernel) {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.addHandler(mode == Mode.METAL ? new KernelHandler(kernel) : new StreamHandler(System.out));
    root.setLevel(Level.INFO);
    BOOTSTRAP.setLevel(Level.SEVERE);
  }

  /** One line: logger, message, and what was thrown in short. */
  private static String line(LogRecord record) {
    String name = record.getLoggerName() == null ? "" : record.getLoggerName();
    String thrown = record.getThrown() == null ? "" : ": " + record.getThrown();
    return "machined: ["
        + name.substring(name.lastIndexOf('.') + 1)
        + "] "
        + record.getMessage()
        + thrown;
  }

  /** Writes to /dev/kmsg, with the kernel's levels. */
  private static final class KernelHandler extends Handler {
    private final KernelLog kernel;

    KernelHandler(KernelLog kernel) {
      this.kernel = kernel;
    }

    @Override
    public void publish(LogRecord record) {
      String line = line(record).replace('\n', ' ');
      try {
        kernel.write(
            level(record.getLevel()),
            line.substring(0, Math.min(line.length(), KERNEL_LINE_BYTES)));
      } catch (IOException e) {
        reportError("write to the kernel's log", e, ErrorManager.WRITE_FAILURE);
      }
    }

    private static int level(Level level) {
      if (level.intValue() >= Level.SEVERE.intValue()) {
        return 3;
      }
      return level.intValue() >= Level.WARNING.intValue() ? 4 : 6;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** Writes lines with time, level and stack trace. */
  private static final class StreamHandler extends Handler {
    private final PrintStream out;

    StreamHandler(PrintStream out) {
      this.out = out;
    }

    @Override
    public void publish(LogRecord record) {
      var text = new StringWriter();
      var writer = new PrintWriter(text);
      writer.println(record.getInstant() + " " + record.getLevel() + " " + line(record));
      if (record.getThrown() != null) {
        record.getThrown().printStackTrace(writer);
      }
      out.print(text);
    }

    @Override
    public void flush() {
      out.flush();
    }

    @Override
    public void close() {
      flush();
    }
  }
}

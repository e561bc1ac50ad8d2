package dev.ijen.machined;

import dev.ijen.linux.KernelLog;
import dev.ijen.machined.platform.Mode;
import dev.ijen.machined.service.MachinedService;
import dev.ijen.machined.service.ServiceLog;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends the log of machined where it can be read without machined: to the kernel's log on a machine
 * of its own, to standard output in a container. A bounded file beside the logs of the services
 * serves the API.
 */
public final class Logs {
  private static final int KERNEL_LINE_BYTES = 900;

  /** Complains of each unix socket that it has no keep-alive; held, as loggers are weak. */
  private static final Logger BOOTSTRAP = Logger.getLogger("io.netty.bootstrap");

  private Logs() {}

  /**
   * Sets up the log of this process.
   *
   * @param folder of the logs of all services
   * @throws IOException when the file cannot be opened
   */
  public static void configure(Mode mode, KernelLog kernel, Path folder) throws IOException {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.addHandler(new FileHandler(new ServiceLog(folder, MachinedService.ID)));
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

  /** Appends to a file, which is put aside when it has outgrown its bound. */
  private static final class FileHandler extends Handler {
    private static final int LINES_BETWEEN_LOOKS = 1000;

    private final ServiceLog log;
    private final StreamHandler lines;
    private int sinceLook;

    FileHandler(ServiceLog log) throws IOException {
      log.bound();
      this.log = log;
      this.lines =
          new StreamHandler(
              new PrintStream(
                  new FileOutputStream(log.file().toFile(), true), true, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void publish(LogRecord record) {
      lines.publish(record);
      sinceLook++;
      if (sinceLook == LINES_BETWEEN_LOOKS) {
        sinceLook = 0;
        try {
          log.bound();
        } catch (IOException e) {
          reportError("bound the log", e, ErrorManager.WRITE_FAILURE);
        }
      }
    }

    @Override
    public void flush() {
      lines.flush();
    }

    @Override
    public void close() {
      lines.close();
    }
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

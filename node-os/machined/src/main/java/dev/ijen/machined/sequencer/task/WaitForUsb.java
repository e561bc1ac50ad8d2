package dev.ijen.machined.sequencer.task;

import dev.ijen.linux.KernelFile;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import dev.ijen.machined.sequencer.TaskException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Gives USB disks the time that the kernel takes before it looks at them, so that a system disk
 * behind USB is there when it is looked for. Without the driver there is nothing to wait for.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/kernel-parameters.html">usb-storage.delay_use
 *     </a>
 */
public final class WaitForUsb implements TaskBody {
  private final NodePaths paths;

  /** Looks below this root. */
  public WaitForUsb(NodePaths paths) {
    this.paths = paths;
  }

  @Override
  public Outcome run() throws IOException, InterruptedException, TaskException {
    Path parameter = paths.at("/sys/module/usb_storage/parameters/delay_use");
    if (Files.exists(parameter)) {
      Thread.sleep(delay(KernelFile.read(parameter)));
    }
    return Outcome.proceed();
  }

  /** Seconds, or milliseconds with the suffix {@code ms}. */
  static Duration delay(String text) throws TaskException {
    try {
      return text.endsWith("ms")
          ? Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)))
          : Duration.ofSeconds(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw TaskException.retryable("usb-storage.delay_use is no time: " + text);
    }
  }
}

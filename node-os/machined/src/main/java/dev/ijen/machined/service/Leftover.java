package dev.ijen.machined.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a process that a machined before this one started and did not end. */
final class Leftover {
  private static final Logger log = LoggerFactory.getLogger(Leftover.class);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private Leftover() {}

  /**
   * Ends the process of a pid file if it still runs the same program.
   *
   * @param program file name of the program, so that a reused process id harms nobody
   */
  static void end(Path pidFile, String program) throws IOException, InterruptedException {
    if (!Files.exists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> process =
        ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
            .filter(ProcessHandle::isAlive)
            .filter(handle -> runs(handle, program));
    if (process.isPresent()) {
      log.atInfo().addKeyValue("pid", process.get().pid()).log("ending process of an earlier life");
      end(process.get());
    }
    Files.deleteIfExists(pidFile);
  }

  private static boolean runs(ProcessHandle handle, String program) {
    return handle.info().command().map(Path::of).map(Path::getFileName).stream()
        .anyMatch(name -> name.toString().equals(program));
  }

  private static void end(ProcessHandle process) throws InterruptedException {
    process.destroy();
    if (!ended(process)) {
      process.destroyForcibly();
      ended(process);
    }
  }

  private static boolean ended(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("wait for process " + process.pid(), e);
    }
  }
}

package dev.ijen.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program that outlives the launcher. Its identity is in {@code run/<name>.pid} and its output in
 * {@code log/<name>.log} of the instance's folder.
 */
public final class Background {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Path pidFile;
  private final Path commandFile;
  private final Path log;

  /**
   * Names a program.
   *
   * @param folder state folder of the instance
   */
  public Background(Path folder, String name) {
    this.name = name;
    this.pidFile = folder.resolve("run").resolve(name + ".pid");
    this.commandFile = folder.resolve("run").resolve(name + ".command");
    this.log = folder.resolve("log").resolve(name + ".log");
  }

  /** The name. */
  public String name() {
    return name;
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** The process number, while it runs. */
  public Optional<Long> pid() throws IOException {
    return ProcessId.load(pidFile).filter(ProcessId::isRunning).map(ProcessId::pid);
  }

  /** Whether it runs. */
  public boolean isRunning() throws IOException {
    return pid().isPresent();
  }

  /**
   * Starts the program in a session of its own: a Ctrl-C does not reach it. If it runs by the same
   * command, it goes on; by another one, it is stopped first.
   */
  public void start(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    String words = String.join("\n", command);
    if (isRunning() && Files.exists(commandFile) && Files.readString(commandFile).equals(words)) {
      return;
    }
    stop();
    Files.createDirectories(pidFile.getParent());
    Files.createDirectories(log.getParent());
    var detached = new ArrayList<String>();
    detached.add("setsid");
    detached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    Optional<ProcessId> id = ProcessId.of(process.pid());
    if (id.isEmpty()) {
      throw new IOException("start " + name + ": it ended at once\n" + tail(15));
    }
    id.get().save(pidFile);
    Files.writeString(commandFile, words);
  }

  /** Asks it to end, and ends it by force after ten seconds. */
  public void stop() throws IOException, InterruptedException {
    Optional<ProcessHandle> handle = pid().flatMap(ProcessHandle::of);
    if (handle.isPresent()) {
      handle.get().destroy();
      if (!awaitEnd(handle.get())) {
        handle.get().destroyForcibly();
        awaitEnd(handle.get());
      }
    }
    Files.deleteIfExists(pidFile);
  }

  /** Ends it by force now. */
  public void kill() throws IOException, InterruptedException {
    Optional<ProcessHandle> handle = pid().flatMap(ProcessHandle::of);
    if (handle.isPresent()) {
      handle.get().destroyForcibly();
      awaitEnd(handle.get());
    }
    Files.deleteIfExists(pidFile);
  }

  /** The last lines of its output. */
  public String tail(int lines) throws IOException {
    if (!Files.exists(log)) {
      return "";
    }
    List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }

  private static boolean awaitEnd(ProcessHandle handle) throws InterruptedException {
    try {
      handle.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException _) {
      return false;
    } catch (ExecutionException e) {
      throw new AssertionError("waiting for an end has no result to fail", e);
    }
  }
}

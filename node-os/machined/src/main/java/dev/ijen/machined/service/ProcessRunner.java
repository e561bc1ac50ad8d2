package dev.ijen.machined.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a program of the root file system as a child of machined. */
final class ProcessRunner implements Runner {
  private static final Logger log = LoggerFactory.getLogger(ProcessRunner.class);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration ROTATE = Duration.ofSeconds(10);

  /**
   * What to run.
   *
   * @param command program and arguments
   * @param environment the whole environment of the program
   * @param log where its output goes
   * @param pid where its process id is kept, so that a later machined finds what it left behind
   * @param cgroup folder of the cgroup that it joins; skipped when the kernel does not offer it
   */
  record Program(
      List<String> command,
      Map<String, String> environment,
      ServiceLog log,
      Path pid,
      Path cgroup) {
    Program {
      command = List.copyOf(command);
      environment = Map.copyOf(environment);
    }
  }

  private final Program program;

  ProcessRunner(Program program) {
    this.program = program;
  }

  @Override
  public void run(Started started) throws Exception {
    program.log().bound();
    Process process = start();
    try {
      Files.createDirectories(program.pid().getParent());
      Files.writeString(program.pid(), Long.toString(process.pid()));
      join(process.pid());
      started.as(
          "Started process " + program.command().getFirst() + " (PID " + process.pid() + ")");
      await(process);
    } finally {
      end(process);
      Files.deleteIfExists(program.pid());
    }
  }

  private Process start() throws IOException {
    var builder = new ProcessBuilder(program.command());
    builder.environment().clear();
    builder.environment().putAll(program.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().file().toFile()));
    return builder.start();
  }

  private void join(long pid) {
    Path members = program.cgroup().resolve("cgroup.procs");
    try {
      Files.createDirectories(program.cgroup());
      if (Files.exists(members)) {
        Files.writeString(members, Long.toString(pid), StandardOpenOption.WRITE);
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("cgroup", members).setCause(e).log("process stays in our cgroup");
    }
  }

  private void await(Process process) throws InterruptedException, IOException {
    while (!process.waitFor(ROTATE.toMillis(), TimeUnit.MILLISECONDS)) {
      program.log().bound();
    }
    if (process.exitValue() != 0) {
      throw new IOException(
          program.command().getFirst() + " ended with status " + process.exitValue());
    }
  }

  private static void end(Process process) throws InterruptedException {
    if (process.isAlive()) {
      process.destroy();
      if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }
}

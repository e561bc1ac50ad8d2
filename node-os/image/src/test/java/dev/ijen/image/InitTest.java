package dev.ijen.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PID 1 from outside, built with ASan and UBSan: a shell script plays machined. */
@Timeout(60)
class InitTest {
  @TempDir static Path tools;
  private static Path init;

  @TempDir Path folder;

  @BeforeAll
  static void compile() throws IOException, InterruptedException {
    Command.run("make", "-C", Path.of("../init").toRealPath(), "OUT=" + tools, "sanitized");
    init = tools.resolve("init-sanitized");
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 65, 66})
  void passesOnWhatMachinedWantsNext(int status) throws Exception {
    assertThat(supervise("exit " + status).waitFor()).isEqualTo(status);
    assertThat(starts()).isEqualTo(1);
  }

  @Test
  void startsMachinedAgainAfterACrash() throws Exception {
    assertThat(supervise("test $starts = 1 && exit 3; exit 65").waitFor()).isEqualTo(65);
    assertThat(starts()).isEqualTo(2);
    assertThat(log()).contains("machined ended with status 3", "starting machined again");
  }

  @Test
  void startsMachinedAgainAfterASignal() throws Exception {
    assertThat(supervise("test $starts = 1 && kill -9 $$; exit 66").waitFor()).isEqualTo(66);
    assertThat(starts()).isEqualTo(2);
    assertThat(log()).contains("machined was killed by signal 9");
  }

  @Test
  void restartsTheSystemAfterTheFifthEndInAMinute() throws Exception {
    assertThat(supervise("exit 1").waitFor()).isEqualTo(64);
    assertThat(starts()).isEqualTo(5);
    assertThat(log()).contains("machined ended 5 times within 60 s");
  }

  @Test
  void reportsAProgramThatIsMissing() throws Exception {
    var process =
        new ProcessBuilder(init.toString(), "--supervise", folder.toString(), "/nowhere/java")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    assertThat(process.waitFor()).isEqualTo(64);
    assertThat(log()).contains("exec /nowhere/java: No such file or directory");
  }

  @Test
  void reapsOrphans() throws Exception {
    Process process =
        supervise(
            """
            (sh -c 'read _' < $folder/pipe & echo $! > $folder/orphan)
            trap 'exit 65' TERM
            echo > $folder/ready
            while :; do sleep 0.1; done
            """);
    await("ready");
    var orphan = ProcessHandle.of(Long.parseLong(read("orphan"))).orElseThrow();
    Files.writeString(folder.resolve("pipe"), "end\n");
    orphan.onExit().get(20, SECONDS);
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(65);
  }

  @ParameterizedTest
  @CsvSource({"TERM,poweroff,65", "PWR,poweroff,65", "INT,reboot,64"})
  void asksMachinedToEndAndThenDoesWhatTheSignalWanted(String signal, String wish, int status)
      throws Exception {
    Process process = supervise("trap 'exit 0' TERM; echo > $folder/ready; " + forever());
    await("ready");
    signal(process, signal);
    assertThat(process.waitFor()).isEqualTo(status);
    assertThat(read("shutdown")).isEqualTo(wish);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HUP", "QUIT", "USR1", "USR2"})
  void forwardsOtherSignals(String signal) throws Exception {
    Process process =
        supervise("trap 'exit 66' " + signal + "; echo > $folder/ready; " + forever());
    await("ready");
    signal(process, signal);
    assertThat(process.waitFor()).isEqualTo(66);
  }

  @Test
  void feedsTheWatchdogWhileMachinedGivesSignsOfLife() throws Exception {
    Path watchdog = Files.createFile(folder.resolve("dog"));
    Process process = watched(watchdog, "beat 10 1 20; echo > $folder/ready; " + forever());
    await("ready");
    Await.until("three feeds", () -> watchdog.toFile().length() >= 3);
    assertThat(read("watchdog")).isEqualTo(watchdog + " 10 1 0");
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(65);
  }

  @Test
  void feedsTheWatchdogNoMoreWhenMachinedIsSilent() throws Exception {
    Path watchdog = Files.createFile(folder.resolve("dog"));
    Process process =
        watched(
            watchdog,
            "beat 10 1 1; while [ ! -e $folder/go ]; do sleep 0.1; done; beat 10 1 9; "
                + forever());
    awaitLog("the watchdog is fed no more");
    long fed = watchdog.toFile().length();
    Files.createFile(folder.resolve("go"));
    Await.until("another sign of life", () -> watchdog.toFile().length() > fed);
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(65);
  }

  @Test
  void aHeartbeatThatMakesNoSenseIsToldAndChangesNothing() throws Exception {
    Path watchdog = Files.createFile(folder.resolve("dog"));
    Process process = watched(watchdog, "beat 1 10 1; echo > $folder/ready; " + forever());
    await("ready");
    awaitLog("is not beat device timeout feed patience");
    assertThat(read("watchdog")).isEqualTo(watchdog + " 60 5 0");
    process.destroy();
    assertThat(process.waitFor()).isEqualTo(65);
  }

  @Test
  void refusesToRunAsAnOrdinaryProcess() throws Exception {
    var process = new ProcessBuilder(init.toString()).start();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .contains("runs as pid 1");
  }

  private Process supervise(String body) throws IOException, InterruptedException {
    return supervise(body, Map.of());
  }

  private Process supervise(String body, Map<String, String> environment)
      throws IOException, InterruptedException {
    Command.run("mkfifo", folder.resolve("pipe"));
    Path script =
        Files.writeString(
            folder.resolve("machined"),
            """
            folder=%s
            echo start >> $folder/starts
            starts=$(wc -l < $folder/starts)
            %s
            """
                .formatted(folder, body));
    var builder =
        new ProcessBuilder(
                init.toString(), "--supervise", folder.toString(), "/bin/sh", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  /**
   * Supervises with a file for a watchdog; {@code beat timeout feed patience} is a sign of life.
   */
  private Process watched(Path watchdog, String body) throws IOException, InterruptedException {
    String script =
        """
        beat() {
          beats=$((beats + 1))
          echo "$beats %1$s $1 $2 $3" > $folder/next && mv $folder/next $folder/heartbeat
        }
        trap 'exit 0' TERM
        %2$s
        """
            .formatted(watchdog, body);
    return supervise(script, Map.of("IJEN_WATCHDOG", watchdog.toString()));
  }

  private static String forever() {
    return "while :; do sleep 0.1; done";
  }

  private static void signal(Process process, String name) throws Exception {
    // The shell's own: the program is not on every host.
    Command.run("sh", "-c", "kill -%s %d".formatted(name, process.pid()));
  }

  private void await(String file) throws InterruptedException {
    Await.until("the script writes " + file, () -> Files.exists(folder.resolve(file)));
  }

  private void awaitLog(String text) throws InterruptedException {
    Await.until(
        "init says " + text,
        () -> {
          try {
            return log().contains(text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private long starts() throws IOException {
    return Files.readAllLines(folder.resolve("starts")).size();
  }

  private String log() throws IOException {
    return read("log");
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file)).strip();
  }
}

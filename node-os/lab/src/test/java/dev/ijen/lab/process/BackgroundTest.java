package dev.ijen.lab.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTest {
  @TempDir Path folder;

  @Test
  void startingTwiceKeepsTheFirst() throws Exception {
    var sleep = new Background(folder, "sleep");
    sleep.start(List.of("sleep", "60"), Map.of());
    long first = sleep.pid().orElseThrow();
    sleep.start(List.of("sleep", "60"), Map.of());
    assertThat(sleep.pid()).contains(first);

    sleep.stop();
    assertThat(sleep.isRunning()).isFalse();
  }

  @Test
  void anotherCommandReplacesTheProgram() throws Exception {
    var sleep = new Background(folder, "sleep");
    sleep.start(List.of("sleep", "60"), Map.of());
    long first = sleep.pid().orElseThrow();
    sleep.start(List.of("sleep", "61"), Map.of());
    try {
      assertThat(sleep.pid().orElseThrow()).isNotEqualTo(first);
      assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
    } finally {
      sleep.kill();
    }
  }

  @Test
  void outputIsKept() throws Exception {
    var echo = new Background(folder, "echo");
    echo.start(List.of("sh", "-c", "echo one; echo two; exec sleep 60"), Map.of());
    Await.until(
        "both lines are there",
        Duration.ofSeconds(10),
        () -> echo.tail(5).equals("one\ntwo"),
        () -> "");
    assertThat(echo.tail(1)).isEqualTo("two");
    echo.kill();
  }

  @Test
  void anotherProcessWithTheSameNumberIsNotOurs() throws Exception {
    Files.createDirectories(folder.resolve("run"));
    Files.writeString(folder.resolve("run/old.pid"), ProcessHandle.current().pid() + " 1\n");
    assertThat(new Background(folder, "old").isRunning()).isFalse();
  }

  @Test
  void blanksAndParenthesesInNamesAreNoProblem() {
    String stat = "7 (a) b (c)) S 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 4711 0 0";
    assertThat(ProcessId.parse(7, stat)).contains(new ProcessId(7, "4711"));
  }
}

package dev.ijen.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseTest {
  private static final int LIMIT_SECONDS = 20;

  @TempDir Path folder;

  @Test
  void itEndsQuietlyWhenThePodDoes() throws Exception {
    Process pause = new ProcessBuilder(Resources.compilePause(folder).toString()).start();
    try {
      Path status = Path.of("/proc/" + pause.pid() + "/status");
      Await.until("pause waits for signals", () -> read(status).contains("State:\tS"));
      pause.destroy();
      assertThat(pause.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(pause.exitValue()).isZero();
    } finally {
      pause.destroyForcibly();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

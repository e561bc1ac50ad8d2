package dev.ijen.machined.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableFileTest {
  private static final Path FILE = Path.of("/state/config.yaml");

  @ParameterizedTest(name = "power goes after step {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aPowerCutLeavesTheOldOrTheNewContent(int steps) throws IOException {
    var disk = new CrashingDisk();
    new DurableFile(FILE, disk).replace("old".getBytes(UTF_8));
    disk.stepsLeft = steps;
    if (steps < 4) {
      assertThatThrownBy(() -> new DurableFile(FILE, disk).replace("new".getBytes(UTF_8)))
          .isInstanceOf(IOException.class);
    } else {
      new DurableFile(FILE, disk).replace("new".getBytes(UTF_8));
    }
    disk.loseWhatIsNotOnDisk();
    String left = new String(new DurableFile(FILE, disk).read().orElseThrow(), UTF_8);
    assertThat(left).isEqualTo(steps < 4 ? "old" : "new");
  }

  @Test
  void aRealFileIsReplacedAndOnlyItsOwnerReadsIt(@TempDir Path folder) throws IOException {
    var file = new DurableFile(folder.resolve("config.yaml"));
    assertThat(file.read()).isEmpty();
    file.replace("one".getBytes(UTF_8));
    file.replace("two".getBytes(UTF_8));
    assertThat(new String(file.read().orElseThrow(), UTF_8)).isEqualTo("two");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("config.yaml"))))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  /** Keeps apart what was written and what is on the disk, for contents and for names. */
  private static final class CrashingDisk implements DurableFile.Disk {
    private final Map<Path, byte[]> written = new HashMap<>();
    private final Map<Path, byte[]> durable = new HashMap<>();
    private Map<Path, byte[]> names = new HashMap<>();
    private int stepsLeft = 100;

    @Override
    public void write(Path file, byte[] content) throws IOException {
      step();
      written.put(file, content);
    }

    @Override
    public void flush(Path file) throws IOException {
      step();
      durable.put(file, written.get(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
      step();
      written.put(to, written.remove(from));
      durable.computeIfAbsent(from, unflushed -> "half".getBytes(UTF_8));
      durable.put(to, durable.get(from));
    }

    @Override
    public void flushFolder(Path folder) throws IOException {
      step();
      names = new HashMap<>(durable);
    }

    @Override
    public Optional<byte[]> read(Path file) {
      return Optional.ofNullable(written.get(file));
    }

    void loseWhatIsNotOnDisk() {
      written.clear();
      written.putAll(names);
    }

    private void step() throws IOException {
      if (stepsLeft-- == 0) {
        throw new IOException("power cut");
      }
    }
  }
}

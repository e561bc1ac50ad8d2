package dev.ijen.machined.sequencer.task;

import dev.ijen.machined.config.DurableFile;
import dev.ijen.machined.platform.NodePaths;
import dev.ijen.machined.sequencer.Outcome;
import dev.ijen.machined.sequencer.TaskBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives the node an id that stays, kept in STATE and shown as {@code /etc/machine-id}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/machine-id.5.html">machine-id(5)</a>
 */
public final class WriteMachineId implements TaskBody {
  private static final int BYTES = 16;

  private final NodePaths paths;
  private final RandomGenerator random;

  /** Keeps the id below these paths. */
  public WriteMachineId(NodePaths paths, RandomGenerator random) {
    this.paths = paths;
    this.random = random;
  }

  @Override
  public Outcome run() throws IOException {
    Files.createDirectories(paths.state());
    var kept = new DurableFile(paths.state().resolve("machine-id"));
    Optional<byte[]> id = kept.read();
    if (id.isEmpty()) {
      id = Optional.of(fresh());
      kept.replace(id.get());
    }
    Path shown = paths.at("/system/etc/machine-id");
    Files.createDirectories(paths.at("/system/etc"));
    Files.write(shown, id.get());
    return Outcome.proceed();
  }

  private byte[] fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return (HexFormat.of().formatHex(bytes) + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}

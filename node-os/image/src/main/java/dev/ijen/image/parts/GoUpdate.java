package dev.ijen.image.parts;

import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Brings {@code go.mod} and {@code go.sum} of every part after {@code versions.properties}. It asks
 * the Go module proxy; builds never do more than fetch what these files name.
 */
public final class GoUpdate {
  private static final Pattern REPLACED =
      Pattern.compile("(?m)^\\s+(\\S+) => (\\S+) v[0-9][^\\s]*$");

  private final Path source;
  private final Path cache;
  private final Progress progress;

  /**
   * Makes an update.
   *
   * @param source the folder {@code node-os/parts} of a checkout
   * @param cache the cache of Ijen, where a Go is put when the host has none
   */
  public GoUpdate(Path source, Path cache, Progress progress) {
    this.source = source;
    this.cache = cache;
    this.progress = progress;
  }

  /**
   * Updates the parts that are behind.
   *
   * @return their names
   * @throws PartsException when a module of that version does not exist or cannot be resolved; the
   *     part's files may then be half changed, which version control shows
   */
  public List<String> run() throws PartsException, IOException, InterruptedException {
    var updated = new ArrayList<String>();
    for (Map.Entry<String, PartVersion> line : PartVersions.load(source).all().entrySet()) {
      GoPart part = GoPart.load(source.resolve(line.getKey()), line.getValue());
      if (!isCurrent(part)) {
        update(part);
        updated.add(part.name());
      }
    }
    return List.copyOf(updated);
  }

  /** Whether {@code go.mod} requires every module of the part in its version. */
  static boolean isCurrent(GoPart part) throws IOException {
    String module = Files.readString(part.source().resolve("go.mod"));
    return part.recipe().modules().stream()
        .map(name -> Pattern.quote(name + " " + part.version().tag()))
        .allMatch(line -> Pattern.compile("(?m)(^|\\s)" + line + "(\\s|$)").matcher(module).find());
  }

  private void update(GoPart part) throws PartsException, IOException, InterruptedException {
    progress.say("parts: " + part.name() + ": resolving version " + part.version());
    Path go = GoToolchain.find(part.needs(), cache, progress);
    var command = new GoCommand(go, part.source(), part.recipe().environment());
    command.run(edit(part), _ -> {});
    command.run(List.of("mod", "tidy"), _ -> {});
  }

  private static List<String> edit(GoPart part) throws IOException {
    var edit = new ArrayList<>(List.of("mod", "edit"));
    for (String name : part.recipe().modules()) {
      edit.add("-require=" + name + "@" + part.version().tag());
    }
    if (!part.recipe().replacement().isEmpty()) {
      REPLACED
          .matcher(Files.readString(part.source().resolve("go.mod")))
          .results()
          .map(line -> line.group(1) + "=" + line.group(2) + "@v" + part.recipe().replacement())
          .forEach(replacement -> edit.add("-replace=" + replacement));
    }
    return List.copyOf(edit);
  }
}

package dev.ijen.image.parts;

import dev.ijen.image.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a Go that is new enough, or fetches the pinned one. */
final class GoToolchain {
  private GoToolchain() {}

  /**
   * The Go program to use.
   *
   * @param needed the oldest release that will do
   * @param cache where a fetched toolchain is kept
   */
  static Path find(GoVersion needed, Path cache, Progress progress)
      throws PartsException, IOException, InterruptedException {
    for (Path candidate : candidates(System.getenv())) {
      if (version(candidate).filter(found -> found.compareTo(needed) >= 0).isPresent()) {
        return candidate;
      }
    }
    return new GoDownload(cache, progress).fetch();
  }

  private static Iterable<Path> candidates(Map<String, String> environment) {
    Stream<String> folders =
        Stream.concat(
            Arrays.stream(environment.getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/local/go/bin"));
    return folders.map(folder -> Path.of(folder, "go")).filter(Files::isExecutable).toList();
  }

  private static Optional<GoVersion> version(Path go) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(go.toString(), "env", "GOVERSION");
    builder.environment().put("GOTOOLCHAIN", "local");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(GoVersion.parse(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}

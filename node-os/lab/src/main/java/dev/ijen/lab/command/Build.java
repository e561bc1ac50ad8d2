package dev.ijen.lab.command;

import dev.ijen.config.ProductVersion;
import dev.ijen.image.Artifacts;
import dev.ijen.image.ImageBuilder;
import dev.ijen.image.ImageRequest;
import dev.ijen.image.oci.ImageCache;
import dev.ijen.image.parts.GoParts;
import dev.ijen.lab.host.DebianPackages;
import dev.ijen.lab.host.Instance;
import dev.ijen.lab.process.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Steps that make everything which a run needs, each from what is already there. */
final class Build {
  private static final String NETWORK_ADVICE =
      "check that this host reaches the named site, then run the same command again: what is done"
          + " is kept";

  private final Path checkout;
  private final Console console;

  Build(Path checkout, Console console) {
    this.checkout = checkout;
    this.console = console;
  }

  void packages() throws StepException, InterruptedException {
    console.step(
        "Debian packages",
        "run `apt-get update` by hand and look at its errors; without root, sudo is needed",
        () -> {
          if (!DebianPackages.isDebian()) {
            throw new IOException("this host has no apt-get: Debian 12 is what Ijen runs on");
          }
          new DebianPackages(console).install();
          return true;
        });
  }

  /** Compiles all modules unless their sources are those of the last time. */
  void jars() throws StepException, InterruptedException {
    console.step(
        "Java programs",
        "run `./mvnw package -DskipTests` and look at its errors",
        () -> {
          String hash = Sources.hash(checkout);
          if (Files.exists(stamp()) && Files.readString(stamp()).equals(hash)) {
            return false;
          }
          jars(
              "package",
              List.of("-DskipTests", "-Dspotless.check.skip", "-Dmdep.analyze.skip"),
              hash);
          return true;
        });
  }

  /** Compiles, checks and tests all modules; their jars are those that {@link #jars} would make. */
  void verify(List<String> arguments) throws IOException, InterruptedException {
    jars("verify", arguments, Sources.hash(checkout));
  }

  private void jars(String phase, List<String> arguments, String hash)
      throws IOException, InterruptedException {
    var all = new ArrayList<>(List.of(phase, "dependency:build-classpath"));
    all.addAll(List.of("-Dmdep.outputFile=target/classpath.txt", "-DincludeScope=runtime"));
    all.addAll(arguments);
    maven(all);
    Files.createDirectories(stamp().getParent());
    Files.writeString(stamp(), hash);
  }

  private Path stamp() {
    return checkout.resolve("target/ijen-jars.stamp");
  }

  /** Builds third-party programs; gives the folder with all of them. */
  Path parts() throws StepException, InterruptedException {
    return console.step(
        "third-party programs",
        NETWORK_ADVICE,
        () -> new GoParts(checkout.resolve("node-os/parts"), Lab.cache(), console).build());
  }

  /** Builds all images of a cluster, and the third-party programs that only they have. */
  ImageCache imageCache() throws StepException, InterruptedException {
    return console.step(
        "image cache",
        NETWORK_ADVICE,
        () -> {
          Path source = checkout.resolve("node-os/parts");
          Path parts = new GoParts(source, Lab.cache(), console).buildAll();
          return ImageCache.build(ImageCache.references(), parts, Lab.cache(), console);
        });
  }

  /** Builds the node's image. */
  Artifacts image(Path parts) throws StepException, InterruptedException {
    return console.step(
        "image",
        NETWORK_ADVICE,
        () ->
            ImageBuilder.build(
                ImageRequest.of(
                    Modules.classPath(checkout, "node-os/node"), parts, ProductVersion.number()),
                console));
  }

  /**
   * Puts kubectl and ijenctl where {@code ./ijen env} points to.
   *
   * @param firstCall arguments of ijenctl for a call to a node that runs: its classes are kept for
   *     the calls to come
   */
  void toolbox(Instance instance, Path parts, List<String> firstCall)
      throws StepException, InterruptedException {
    console.step(
        "kubectl and ijenctl",
        "run `./ijen build` and look at its errors",
        () -> {
          String classPath =
              Modules.classPath(checkout, "node-api/ctl").stream()
                  .map(Path::toString)
                  .collect(Collectors.joining(File.pathSeparator));
          Toolbox.write(instance, parts, classPath);
          Toolbox.warmUp(instance, firstCall);
          return true;
        });
  }

  /** Runs Maven; its module lines and errors are shown. */
  void maven(List<String> arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("./mvnw", "-B", "-ntp"));
    command.addAll(arguments);
    Commands.require(
        command, checkout, Map.of("JAVA_HOME", System.getProperty("java.home")), this::show);
  }

  private void show(String line) {
    if (line.startsWith("[INFO] Building ") && line.endsWith("]")) {
      console.say("maven " + line.substring(7) + ": compiling");
    } else if (line.startsWith("[ERROR] ")) {
      System.err.println(line);
    } else if (line.startsWith("[INFO] Running ")) {
      console.say("maven " + line.substring(15) + ": running");
    }
  }
}

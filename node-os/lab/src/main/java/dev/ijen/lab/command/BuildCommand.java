package dev.ijen.lab.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds everything and runs nothing. */
@Command(name = "build", description = "Builds programs, third-party parts and the image.")
public final class BuildCommand implements Callable<Integer> {
  @Option(
      names = "--image-cache",
      description = "Also build the images of a cluster, which a node then needs no registry for.")
  private boolean imageCache;

  @Override
  public Integer call() throws StepException, InterruptedException {
    var build = new Build(Lab.checkout(), Lab.console());
    build.packages();
    build.jars();
    Path parts = build.parts();
    System.out.println("parts: " + parts);
    System.out.println("image: " + build.image(parts).folder());
    if (imageCache) {
      System.out.println("image cache: " + build.imageCache().folder());
    }
    return 0;
  }
}

package dev.ijen.lab.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Builds everything and runs nothing. */
@Command(name = "build", description = "Builds programs, third-party parts and the image.")
public final class BuildCommand implements Callable<Integer> {
  @Override
  public Integer call() throws StepException, InterruptedException {
    var build = new Build(Lab.checkout(), Lab.console());
    build.packages();
    build.jars();
    Path parts = build.parts();
    System.out.println("parts: " + parts);
    System.out.println("image: " + build.image(parts).folder());
    return 0;
  }
}

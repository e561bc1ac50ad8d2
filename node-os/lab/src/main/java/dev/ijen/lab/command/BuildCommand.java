package dev.ijen.lab.command;

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
    System.out.println("parts: " + build.parts());
    return 0;
  }
}

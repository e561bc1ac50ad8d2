package dev.ijen.lab.command;

import dev.ijen.lab.report.SurefireReports;
import dev.ijen.lab.report.TestCase;
import dev.ijen.lab.report.TestTotals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Runs the tests in passes of Maven. The first is {@code verify} with all its checks, and leaves
 * the jars that the image is built from; the second only runs the tests that are tagged "real",
 * which the first leaves out: no test counts twice. A third one, when it is asked for, runs those
 * tagged "long".
 */
@Command(name = "test", description = "Runs the tests: unit, real parts, firmware.")
public final class TestCommand implements Callable<Integer> {
  private static final int SLOWEST = 10;

  /** What the first pass has done for the same sources. */
  private static final List<String> DONE_BEFORE =
      List.of(
          "-Denforcer.skip",
          "-Dmaven.main.skip",
          "-Dmdep.analyze.skip",
          "-Dprotobuf.skip",
          "-Dquarkus.build.skip",
          "-Dspotless.check.skip");

  @Option(
      names = "--all",
      description = "Also the long ones: fleets of machines, power cuts. They take hours.")
  private boolean all;

  private final Console console = Lab.console();
  private final Path checkout = Lab.checkout();
  private final Build build = new Build(checkout, console);
  private final List<TestCase> cases = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  /** Always ends with the totals on the last line of output. */
  @Override
  public Integer call() throws InterruptedException {
    try {
      build.packages();
      run("unit tests", build::verify);
      build.jars();
      Path parts = build.parts();
      Path image = build.image(parts).folder();
      run("tests with real parts", words -> build.maven(tagged("real", words, parts, image)));
      if (all) {
        run("long tests", words -> build.maven(tagged("long", words, parts, image)));
      }
    } catch (StepException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return conclude(new TestTotals(cases));
  }

  private static List<String> tagged(String tag, List<String> arguments, Path parts, Path image) {
    var words = new ArrayList<>(List.of("verify", "-Pe2e", "-Dijen.groups=" + tag));
    words.addAll(List.of("-Dijen.parts=" + parts, "-Dijen.image=" + image));
    words.addAll(DONE_BEFORE);
    words.addAll(arguments);
    return List.copyOf(words);
  }

  /** A run of Maven with more arguments. */
  @FunctionalInterface
  private interface Pass {
    void run(List<String> arguments) throws Exception;
  }

  /** All modules run even when tests fail; the reports tell, and the build's other checks too. */
  private void run(String what, Pass pass) throws InterruptedException {
    int before = cases.size();
    try {
      console.step(
          what,
          "look at target/surefire-reports of the module that is named",
          () -> {
            SurefireReports.delete(checkout);
            try {
              pass.run(List.of("--fail-at-end", "-Dmaven.test.failure.ignore=true"));
            } finally {
              cases.addAll(SurefireReports.read(checkout));
            }
            return true;
          });
    } catch (StepException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (cases.size() == before) {
      problems.add(what + ": none was run");
    }
  }

  private int conclude(TestTotals totals) {
    System.out.println("slowest:");
    for (TestCase test : totals.slowest(SLOWEST)) {
      System.out.printf("%8.1f s  %s%n", test.seconds(), test.name());
    }
    for (TestCase test : totals.failures()) {
      System.out.printf("FAILED %s%n%s%n", test.name(), test.evidence().indent(4).stripTrailing());
    }
    problems.forEach(System.out::println);
    System.out.println(totals.line());
    return totals.isGreen() && problems.isEmpty() ? 0 : 1;
  }
}

package dev.ijen.lab.command;

import dev.ijen.lab.report.SurefireReports;
import dev.ijen.lab.report.TestCase;
import dev.ijen.lab.report.TestTotals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs all tests: unit, real parts, firmware. */
@Command(name = "test", description = "Runs all tests: unit, real parts, firmware.")
public final class TestCommand implements Callable<Integer> {
  private static final int SLOWEST = 10;

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
      run("unit tests", List.of("verify"));
      build.jars();
      Path parts = build.parts();
      Path image = build.image(parts).folder();
      run(
          "tests with real parts",
          List.of("verify", "-Pe2e", "-Dijen.parts=" + parts, "-Dijen.image=" + image));
    } catch (StepException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return conclude(new TestTotals(cases));
  }

  /** All modules run even when tests fail; the reports tell, and the build's other checks too. */
  private void run(String what, List<String> goals) throws InterruptedException {
    try {
      console.step(
          what,
          "look at target/surefire-reports of the module that is named",
          () -> {
            SurefireReports.delete(checkout);
            var arguments = new ArrayList<>(goals);
            arguments.addAll(List.of("--fail-at-end", "-Dmaven.test.failure.ignore=true"));
            try {
              build.maven(arguments);
            } finally {
              collect();
            }
            return true;
          });
    } catch (StepException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private void collect() throws IOException {
    cases.addAll(SurefireReports.read(checkout));
  }

  private int conclude(TestTotals totals) {
    System.out.println("slowest:");
    for (TestCase test : totals.slowest(SLOWEST)) {
      System.out.printf("%8.1f s  %s%n", test.seconds(), test.name());
    }
    totals.failures().forEach(name -> System.out.println("FAILED " + name));
    problems.forEach(System.out::println);
    System.out.println(totals.line());
    return totals.isGreen() && problems.isEmpty() ? 0 : 1;
  }
}

package dev.ijen.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireReportsTest {
  @TempDir Path root;

  @BeforeEach
  void writeReports() throws IOException {
    Path reports = Files.createDirectories(root.resolve("a/b/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-x.A.xml"),
        """
        <testsuite name="x.A" tests="4">
          <testcase name="good" classname="x.A" time="0.5"/>
          <testcase name="slow" classname="x.A" time="1,002.25"/>
          <testcase name="bad" classname="x.A" time="0.1"><failure message="no">no\n at x.A</failure></testcase>
          <testcase name="late" classname="x.A" time="0"><skipped/></testcase>
        </testsuite>
        """);
    Files.writeString(reports.resolve("other.xml"), "not a report");
  }

  @Test
  void sumsEveryModule() throws IOException {
    var totals = new TestTotals(SurefireReports.read(root));
    assertThat(totals.line()).isEqualTo("2 passed, 1 failed, 1 skipped");
    assertThat(totals.failures())
        .singleElement()
        .satisfies(
            bad -> {
              assertThat(bad.name()).isEqualTo("x.A.bad");
              assertThat(bad.evidence()).startsWith("no");
            });
    assertThat(totals.slowest(1)).extracting(TestCase::name).containsExactly("x.A.slow");
    assertThat(totals.isGreen()).isFalse();
  }

  @Test
  void noTestAtAllIsNotGreen() throws IOException {
    SurefireReports.delete(root);
    var totals = new TestTotals(SurefireReports.read(root));
    assertThat(totals.line()).isEqualTo("0 passed, 0 failed, 0 skipped");
    assertThat(totals.isGreen()).isFalse();
  }
}

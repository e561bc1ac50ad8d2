package dev.ijen.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The contracts that the fakes keep, asked of the running kernel in namespaces of their own. */
@Tag("real")
class KernelContractsRealTest {

  @TestFactory
  Stream<DynamicTest> theKernelKeeps() throws Exception {
    Process process =
        new ProcessBuilder(
                "unshare",
                "--net",
                "--uts",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KernelContracts.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output
        .lines()
        .map(line -> line.split("\t", -1))
        .filter(words -> words.length == 3)
        .map(
            words ->
                DynamicTest.dynamicTest(
                    words[1] + ": " + words[2],
                    () -> assertThat(words[0]).as(output).isEqualTo("kept")));
  }
}

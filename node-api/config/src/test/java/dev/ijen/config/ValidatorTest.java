package dev.ijen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.config.ValidationContext.Platform;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValidatorTest {
  private static final ValidationContext METAL = ValidationContext.on(Platform.METAL);

  static Stream<Path> good() {
    return GoldenFiles.list("good").stream();
  }

  static Stream<Path> bad() {
    return GoldenFiles.list("bad").stream().filter(file -> file.toString().endsWith(".yaml"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void goodConfigsHaveNoProblem(Path file) throws Exception {
    MachineConfig config = MachineConfig.decode(GoldenFiles.read(file));

    assertThat(config.validate(METAL).problems()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  void badConfigsHaveExactlyTheProblemsBesideThem(Path file) throws Exception {
    Path expected = Path.of(file.toString().replace(".yaml", ".problems"));

    Validation found = MachineConfig.decode(GoldenFiles.read(file)).validate(METAL);

    var text = new StringBuilder();
    found.problems().forEach(problem -> text.append(problem).append('\n'));
    found.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    assertThat(text.toString()).isEqualTo(GoldenFiles.read(expected));
  }

  @Test
  void strictTurnsWarningsIntoProblems() throws Exception {
    var config =
        MachineConfig.decode("machine: {type: join, ca: {crt: LS0t}}\ncluster: {token: a}\n");

    assertThat(config.validate(METAL).isValid()).isTrue();
    assertThat(config.validate(new ValidationContext(Platform.METAL, true, true)).problems())
        .extracting(Problem::path)
        .containsExactly("machine.type");
  }

  @Test
  void containersNeedHostDns() throws Exception {
    var config =
        MachineConfig.decode("machine: {type: worker, ca: {crt: LS0t}}\ncluster: {token: a}\n");

    assertThat(config.validate(ValidationContext.on(Platform.CONTAINER)).problems())
        .extracting(Problem::message)
        .containsExactly("container mode needs hostDNS enabled with forwardKubeDNSToHost");
  }
}

package dev.ijen.image.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoPartTest {
  private static final Path PARTS = Path.of("../parts");
  private static final PartVersion VERSION = new PartVersion("1.2.3");

  @TempDir Path folder;

  @BeforeEach
  void writePart() throws IOException {
    write("go.mod", "module a\n\ngo 1.26.0\n\ntool (\n\tx/one\n\tx/two/v3\n)\n");
    write("go.sum", "");
    write("build.properties", "ldflags = -s\nrename.two = second\n");
  }

  @Test
  void everyCommittedPartIsWhatTheVersionsSay() throws IOException {
    PartVersions versions = PartVersions.load(PARTS);
    for (String name : versions.all().keySet()) {
      GoPart part = GoPart.load(PARTS.resolve(name), versions.of(name));
      assertThat(part.recipe().modules()).as(name).isNotEmpty();
      assertThat(GoUpdate.isCurrent(part)).as("go.mod of %s is current", name).isTrue();
      assertThat(part.recipe().ldflags()).as(name).startsWith("-s -w").doesNotContain("${");
      assertThat(part.needs()).as(name).isGreaterThan(GoVersion.parse("1.24"));
      assertThat(part.programs()).as(name).isNotEmpty();
    }
  }

  @Test
  void replacedModulesFollowTheVersionOfKubernetes() throws IOException {
    PartVersion version = PartVersions.load(PARTS).of("kubernetes");
    GoPart part = GoPart.load(PARTS.resolve("kubernetes"), version);
    assertThat(Files.readString(PARTS.resolve("kubernetes/go.mod")))
        .contains("k8s.io/api => k8s.io/api v" + part.recipe().replacement());
  }

  @Test
  void programsAreTheToolsUnderTheirNewNames() throws IOException {
    assertThat(programs()).extracting(GoProgram::name).containsExactly("one", "second");
    assertThat(programs()).extracting(GoProgram::made).containsExactly("one", "two");

    write("go.mod", "module a\n\ngo 1.26.0\n\ntool x/one\n");
    assertThat(programs()).extracting(GoProgram::source).containsExactly("x/one");
  }

  @Test
  void anotherProgramChangesNoHash() throws IOException {
    List<GoProgram> before = programs();
    write("go.mod", "module a\n\ngo 1.26.0\n\ntool (\n\tx/one\n\tx/six\n\tx/two/v3\n)\n");
    assertThat(programs()).containsAll(before).hasSize(3);
  }

  @Test
  void theHashFollowsEveryInput() throws IOException {
    List<GoProgram> first = programs();
    assertThat(programs()).isEqualTo(first);
    assertThat(first.getFirst().hash()).hasSize(16).isNotEqualTo(first.getLast().hash());

    write("build.properties", "ldflags = -w\n");
    assertThat(programs()).doesNotContainAnyElementsOf(first);
    write("build.properties", "ldflags = -s\nrename.two = second\n");
    assertThat(programs()).isEqualTo(first);
    write("go.sum", "x");
    assertThat(programs()).doesNotContainAnyElementsOf(first);
    write("go.sum", "");
    Files.createDirectories(folder.resolve("absent"));
    write("absent/a.go", "package a\n");
    assertThat(programs()).doesNotContainAnyElementsOf(first);
  }

  @Test
  void onlyRuncAndFlannelAreBuiltWithC() throws IOException {
    PartVersions versions = PartVersions.load(PARTS);
    for (String name : versions.all().keySet()) {
      String cgo = List.of("runc", "flannel").contains(name) ? "1" : "0";
      assertThat(GoPart.load(PARTS.resolve(name), versions.of(name)).recipe().environment())
          .as(name)
          .containsEntry("CGO_ENABLED", cgo)
          .containsEntry("GOFLAGS", "");
    }
  }

  @Test
  void aModuleWithoutGoLineIsRefused() throws IOException {
    write("go.mod", "module a\n");
    assertThatThrownBy(() -> GoPart.load(folder, VERSION).needs())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no go line");
  }

  @Test
  void aVersionHasThreeNumbers() {
    assertThat(new PartVersion("1.37.2-rc.1").fill("${version} v0.${minor}.${patch} ${major}"))
        .isEqualTo("1.37.2-rc.1 v0.37.2 1");
    assertThatThrownBy(() -> new PartVersion("v1.37.2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("v1.37.2");
  }

  private List<GoProgram> programs() throws IOException {
    return GoPart.load(folder, VERSION).programs();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}

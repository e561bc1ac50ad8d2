package dev.ijen.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ijen.crds.MachineStatus.Problem;
import dev.ijen.crds.MachineStatus.ProblemKind;
import dev.ijen.crds.Scope;
import dev.ijen.operator.TestCluster;
import dev.ijen.operator.render.Rendering.Refused;
import dev.ijen.operator.render.Rendering.Rendered;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RendererTest {
  private static final TestCluster CLUSTER = new TestCluster();

  @Test
  void noFragmentsGiveTheBase() throws Exception {
    assertThat(rendered(List.of()).config()).isEqualTo(CLUSTER.rendered());
  }

  @Test
  void machineScopeWinsOverClusterScopeAndHigherWeightOverLower() throws Exception {
    var fragments =
        List.of(
            fragment("c", Scope.MACHINE, 1, sysctls("a: machine")),
            fragment("b", Scope.CLUSTER, 900, sysctls("a: heavy, b: heavy")),
            fragment("a", Scope.CLUSTER, 100, sysctls("a: light, b: light, c: light")));
    assertThat(rendered(fragments).config().sysctls())
        .containsEntry("a", "machine")
        .containsEntry("b", "heavy")
        .containsEntry("c", "light");
  }

  @Test
  void theOrderOfInputDoesNotMatter() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var fragments = new ArrayList<Fragment>();
    for (int i = 0; i < 8; i++) {
      fragments.add(fragment("f" + i, Scope.CLUSTER, i, sysctls("a: v%d, k%d: x".formatted(i, i))));
    }
    String expected = rendered(fragments).config().hash();
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(fragments, random);
      assertThat(rendered(fragments).config().hash()).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          same value       | {machine: {sysctls: {a: '1'}}} | {machine: {sysctls: {a: '1'}}}          | ''
          other field      | {machine: {sysctls: {a: '1'}}} | {machine: {sysctls: {b: '2'}}}          | ''
          other value      | {machine: {sysctls: {a: '1'}}} | {machine: {sysctls: {a: '2'}}}          | v1alpha1: machine.sysctls.a
          deletion         | {machine: {sysctls: {a: '1'}}} | {machine: {sysctls: {$patch: delete}}}  | v1alpha1: machine.sysctls.a
          lists are joined | {machine: {certSANs: [a]}}     | {machine: {certSANs: [b]}}              | ''
          """)
  void peersConflictWhereTheyDisagree(String name, String one, String other, String path) {
    var fragments =
        List.of(
            fragment("one", Scope.CLUSTER, 500, one), fragment("two", Scope.CLUSTER, 500, other));
    List<Problem> problems =
        Renderer.render(base(), fragments) instanceof Refused(var found) ? found : List.of();
    if (path.isEmpty()) {
      assertThat(problems).isEmpty();
    } else {
      assertThat(problems).extracting(Problem::kind).containsOnly(ProblemKind.CONFLICT);
      assertThat(problems).extracting(Problem::source).containsExactly("one", "two");
      assertThat(problems.getFirst().path()).isEqualTo(path);
    }
  }

  @Test
  void reportsEveryInvalidFragmentWithDocumentPathAndLineAndNoValue() {
    var fragments =
        List.of(
            fragment("a", Scope.CLUSTER, 1, "machine:\n  sysctl:\n    x: hunter2\n"),
            fragment("b", Scope.CLUSTER, 2, "machine:\n  type: [hunter2]\n"),
            fragment("c", Scope.CLUSTER, 3, "machine: {\n"));
    List<Problem> problems = refused(base(), fragments).problems();
    assertThat(problems).extracting(Problem::source).contains("a", "b", "c");
    assertThat(problems.getFirst().path()).isEqualTo("v1alpha1: machine.sysctl (line 2)");
    assertThat(problems.toString()).doesNotContain("hunter2");
  }

  @Test
  void aBrokenBaseIsNoFragmentsFault() {
    assertThat(refused("machine: {sysctl: {}}", List.of()).problems())
        .extracting(Problem::source)
        .containsOnly("");
  }

  @Test
  void moreFragmentsThanTheStatusHoldsAreRefused() {
    var fragments =
        IntStream.rangeClosed(0, Renderer.MAX_FRAGMENTS)
            .mapToObj(i -> fragment("f" + i, Scope.CLUSTER, i, sysctls("a: '1'")))
            .toList();
    assertThat(refused(base(), fragments).problems().getFirst().message())
        .isEqualTo("65 fragments select this machine; at most 64 may");
  }

  private static Rendered rendered(List<Fragment> fragments) {
    return (Rendered) Renderer.render(base(), fragments);
  }

  private static Refused refused(String base, List<Fragment> fragments) {
    return (Refused) Renderer.render(base, fragments);
  }

  private static String base() {
    try {
      return CLUSTER.baseConfig();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Fragment fragment(String name, Scope scope, int weight, String text) {
    return new Fragment(name, 1, scope, weight, text, true);
  }

  private static String sysctls(String values) {
    return "machine: {sysctls: {" + values + "}}";
  }
}

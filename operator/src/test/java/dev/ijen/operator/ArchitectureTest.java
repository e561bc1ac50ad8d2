package dev.ijen.operator;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.fabric8.kubernetes.client.CustomResource;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Deciding is apart from doing: who may talk to whom, and who knows what time it is. */
class ArchitectureTest {
  private static final JavaClasses OPERATOR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ijen.operator");

  /** Beside the reconcilers, these alone talk to the API server or to its framework. */
  private static final Set<String> DOERS =
      Set.of(
          "Checks",
          "Events",
          "KubeRolloutStore",
          "Leadership",
          "PhaseOnly",
          "RevisionConfigs",
          "RevisionStore",
          "Rollouts",
          "Secrets",
          "Sources",
          "SpecOrLabels",
          "Statuses");

  /** Beside the reconcilers, these alone have a clock; everybody else is told the time. */
  private static final Set<String> TIMED =
      Set.of(
          "Events",
          "Fleets",
          "GrpcNodes",
          "KubeGates",
          "KubeRolloutStore",
          "Leadership",
          "Statuses",
          "StreamingFleet");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.ijen.operator.(*)..").should().beFreeOfCycles().check(OPERATOR);
  }

  @Test
  void onlyDoersTalkToTheApiServer() {
    check(
        noClasses()
            .that(not(partOf(DOERS)))
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("io.fabric8.kubernetes.client..", "io.javaoperatorsdk..")
                    .and(not(type(CustomResource.class))))); // the shape of our own types
  }

  @Test
  void onlyFleetAndNodeTalkToNodes() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages("dev.ijen.operator.fleet..", "dev.ijen.operator.node..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ijen.client..", "io.grpc.."));
  }

  @Test
  void whoDecidesIsToldTheTime() {
    check(
        noClasses()
            .that(not(partOf(TIMED)))
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class));
    check(noClasses().that(not(partOf(TIMED))).should().callMethod(Instant.class, "now"));
  }

  @Test
  void arbitrationAndRenderingStandAlone() {
    for (String alone : List.of("arbiter", "render")) {
      check(
          noClasses()
              .that()
              .resideInAPackage("dev.ijen.operator." + alone)
              .should()
              .dependOnClassesThat(
                  resideInAPackage("dev.ijen.operator..")
                      .and(not(resideInAPackage("dev.ijen.operator." + alone)))));
    }
  }

  /** A class of this name, a reconciler, or a class inside one of these. */
  private static DescribedPredicate<JavaClass> partOf(Set<String> names) {
    return DescribedPredicate.describe(
        "are reconcilers or one of " + names,
        one -> {
          JavaClass outer = outermost(one);
          return outer.getSimpleName().endsWith("Reconciler")
              || names.contains(outer.getSimpleName());
        });
  }

  private static JavaClass outermost(JavaClass one) {
    return one.getEnclosingClass().map(ArchitectureTest::outermost).orElse(one);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(false).check(OPERATOR);
  }
}

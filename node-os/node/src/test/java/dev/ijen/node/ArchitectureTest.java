package dev.ijen.node;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The directions of docs/architecture.md, for all that runs on a node. */
class ArchitectureTest {
  private static final JavaClasses NODE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ijen");

  /** By name: this module itself compiles without the engine. */
  private static final String CONTROLLER = "dev.ijen.runtime.controller.Controller";

  /** Groups of controllers in machined; each has its resources in a package of its own. */
  private static final List<String> GROUPS =
      List.of("config", "network", "runtime", "secrets", "v1alpha1");

  @Test
  void onlyLinuxTalksToTheKernelThroughForeignFunctions() {
    check(
        noClasses()
            .that(not(resideInAPackage("dev.ijen.linux..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign.."));
  }

  @Test
  void runtimeAndLinuxStandAlone() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage("dev.ijen.runtime..", "dev.ijen.linux..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.ijen..")
                    .and(not(resideInAPackage("dev.ijen.runtime..")))
                    .and(not(resideInAPackage("dev.ijen.linux.."))))
            .as("runtime and linux know nothing else of the product"));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.ijen.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ijen.linux.."));
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.ijen.linux..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.ijen.runtime.."));
  }

  @Test
  void apidSeesMachinedOnlyThroughItsSocket() {
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.ijen.apid..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.ijen.machined..", "dev.ijen.linux..", "dev.ijen.runtime.."));
  }

  @Test
  void aControllerReadsTheResourcesOfAnyGroupAndTheControllersOfNone() {
    for (String group : GROUPS) {
      String[] others =
          GROUPS.stream()
              .filter(other -> !other.equals(group))
              .map(other -> "dev.ijen.machined." + other)
              .toArray(String[]::new);
      check(
          noClasses()
              .that()
              .resideInAPackage("dev.ijen.machined." + group)
              .and()
              .implement(CONTROLLER)
              .should()
              .dependOnClassesThat(resideInAnyPackage(others).and(assignableTo(CONTROLLER))));
    }
  }

  @Test
  void resourcePackagesHaveNoCycles() {
    check(slices().matching("dev.ijen.machined.(*).resource..").should().beFreeOfCycles());
  }

  @Test
  void packagesNameAFeatureAndNotAKindOfCode() {
    check(
        classes()
            .should()
            .resideOutsideOfPackages("..util..", "..impl..", "..manager..", "..helpers.."));
  }

  private static void check(ArchRule rule) {
    rule.check(NODE);
  }
}

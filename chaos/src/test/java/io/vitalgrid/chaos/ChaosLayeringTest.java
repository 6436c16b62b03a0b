package io.vitalgrid.chaos;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom: above all, the judge knows nobody whom it judges. */
class ChaosLayeringTest {
  private static JavaClasses ours;

  @BeforeAll
  static void read() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vitalgrid.chaos");
  }

  @Test
  void when_packagesKnowEachOther_then_nothingPointsBack() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("run")
        .definedBy("io.vitalgrid.chaos.run..")
        .layer("watch")
        .definedBy("io.vitalgrid.chaos.watch..")
        .layer("load")
        .definedBy("io.vitalgrid.chaos.load..")
        .layer("grid")
        .definedBy("io.vitalgrid.chaos.grid..")
        .layer("verdict")
        .definedBy("io.vitalgrid.chaos.verdict..")
        .whereLayer("run")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("watch")
        .mayOnlyAccessLayers("load", "grid", "verdict")
        .whereLayer("load")
        .mayOnlyAccessLayers("verdict")
        .whereLayer("grid")
        .mayNotAccessAnyLayer()
        .whereLayer("verdict")
        .mayNotAccessAnyLayer()
        .check(ours);
  }

  @Test
  void when_theJudgeJudges_then_itKnowsNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("io.vitalgrid.chaos.verdict..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.hazelcast..", "org.apache.kafka.."))
        .check(ours);
  }
}

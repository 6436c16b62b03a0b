package io.vitalgrid.pipeline;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom: between modules, and between the packages of this one. */
class LayeringTest {
  private static final String[] OUTSIDE = {
    "com.hazelcast..", "org.apache.kafka..", "ai.onnxruntime..", "io.micrometer.."
  };

  private static JavaClasses ours;

  @BeforeAll
  static void read() {
    // Names are enough: else it would read all of Hazelcast and Kafka, too.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vitalgrid");
  }

  /** A rule about a package that is not read would hold for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"grid", "sql", "pipeline", "loadgen", "train", "broker"})
  void when_modulesAreJudged_then_theyAreAllThere(String module) {
    assertThat(ours.containPackage("io.vitalgrid." + module)).isTrue();
  }

  @Test
  void when_modulesKnowEachOther_then_pipelineKnowsSqlKnowsGrid_andNothingPointsBack() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("grid-config")
        .definedBy("io.vitalgrid.grid..")
        .layer("sql")
        .definedBy("io.vitalgrid.sql..")
        .layer("jet-pipeline")
        .definedBy("io.vitalgrid.pipeline..")
        .layer("loadgen")
        .definedBy("io.vitalgrid.loadgen..")
        .layer("train")
        .definedBy("io.vitalgrid.train..")
        .layer("broker")
        .definedBy("io.vitalgrid.broker..")
        .whereLayer("grid-config")
        .mayNotAccessAnyLayer()
        .whereLayer("sql")
        .mayOnlyAccessLayers("grid-config")
        .whereLayer("jet-pipeline")
        .mayOnlyAccessLayers("sql", "grid-config")
        .whereLayer("loadgen")
        .mayNotAccessAnyLayer()
        .whereLayer("train")
        .mayOnlyAccessLayers("loadgen")
        .whereLayer("broker")
        .mayNotAccessAnyLayer()
        .check(ours);
  }

  @Test
  void when_trainKnowsLoadgen_then_onlyItsCohort() {
    noClasses()
        .that()
        .resideInAPackage("io.vitalgrid.train..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.vitalgrid.loadgen..")
                .and(not(resideInAPackage("io.vitalgrid.loadgen.cohort.."))))
        .check(ours);
  }

  /** In the order in which data flows; metrics stands beside it, and knows no stage. */
  @Test
  void when_stagesKnowEachOther_then_onlyThoseBeforeThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("metrics")
        .definedBy("io.vitalgrid.pipeline.metrics..")
        .layer("event")
        .definedBy("io.vitalgrid.pipeline.event..")
        .layer("lane")
        .definedBy("io.vitalgrid.pipeline.lane..")
        .layer("pack")
        .definedBy("io.vitalgrid.pipeline.pack..")
        .layer("window")
        .definedBy("io.vitalgrid.pipeline.window..")
        .layer("patient")
        .definedBy("io.vitalgrid.pipeline.patient..")
        .layer("clinical")
        .definedBy("io.vitalgrid.pipeline.clinical..")
        .layer("score")
        .definedBy("io.vitalgrid.pipeline.score..")
        .layer("store")
        .definedBy("io.vitalgrid.pipeline.store..")
        .layer("alert")
        .definedBy("io.vitalgrid.pipeline.alert..")
        .layer("device")
        .definedBy("io.vitalgrid.pipeline.device..")
        .layer("drift")
        .definedBy("io.vitalgrid.pipeline.drift..")
        .layer("sink")
        .definedBy("io.vitalgrid.pipeline.sink..")
        .layer("job")
        .definedBy("io.vitalgrid.pipeline")
        .layer("command")
        .definedBy("io.vitalgrid.pipeline.command..")
        .layer("member")
        .definedBy("io.vitalgrid.pipeline.member..")
        .whereLayer("metrics")
        .mayNotAccessAnyLayer()
        .whereLayer("event")
        .mayOnlyAccessLayers("store", "metrics")
        .whereLayer("lane")
        .mayNotAccessAnyLayer()
        .whereLayer("pack")
        .mayNotAccessAnyLayer()
        .whereLayer("window")
        .mayOnlyAccessLayers("event", "pack")
        .whereLayer("patient")
        .mayOnlyAccessLayers("event", "lane", "pack", "window", "clinical", "store", "metrics")
        .whereLayer("clinical")
        .mayOnlyAccessLayers("event", "pack", "window")
        .whereLayer("device")
        .mayOnlyAccessLayers("event", "lane", "store")
        .whereLayer("drift")
        .mayNotAccessAnyLayer()
        .whereLayer("score")
        .mayOnlyAccessLayers("event", "lane", "patient", "window", "clinical", "drift", "metrics")
        .whereLayer("store")
        .mayNotAccessAnyLayer()
        .whereLayer("alert")
        .mayOnlyAccessLayers(
            "event", "lane", "pack", "window", "patient", "clinical", "score", "store", "metrics")
        .whereLayer("sink")
        .mayOnlyAccessLayers(
            "event",
            "lane",
            "window",
            "patient",
            "clinical",
            "score",
            "alert",
            "device",
            "store",
            "metrics")
        .whereLayer("job")
        .mayOnlyAccessLayers(
            "event", "window", "patient", "clinical", "score", "alert", "device", "sink", "metrics")
        .whereLayer("command")
        .mayOnlyAccessLayers("score")
        .whereLayer("member")
        .mayOnlyAccessLayers("job", "event", "score", "metrics", "command")
        .check(ours);
  }

  @Test
  void when_packagesKnowEachOther_then_thereIsNoCycle() {
    slices().matching("io.vitalgrid.(*)..").should().beFreeOfCycles().check(ours);
    slices().matching("io.vitalgrid.pipeline.(*)..").should().beFreeOfCycles().check(ours);
  }

  @Test
  void when_packageIsPure_then_itKnowsNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.vitalgrid.pipeline.pack..",
            "io.vitalgrid.pipeline.window..",
            "io.vitalgrid.pipeline.drift..",
            "io.vitalgrid.pipeline.clinical..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(OUTSIDE))
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .check(ours);
  }

  @Test
  void when_windowsKnowEvents_then_onlyTheirObservations() {
    noClasses()
        .that()
        .resideInAPackage("io.vitalgrid.pipeline.window..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.vitalgrid.pipeline.event..").and(not(simpleName("Observations"))))
        .check(ours);
  }

  /** Stages are plain Java; what touches an engine is a thin adapter, and stands in this list. */
  @Test
  void when_stageTouchesAnEngine_then_itIsAnAdapter() {
    classes()
        .that()
        .resideInAnyPackage(
            "io.vitalgrid.pipeline.event..",
            "io.vitalgrid.pipeline.patient..",
            "io.vitalgrid.pipeline.device..",
            "io.vitalgrid.pipeline.score..",
            "io.vitalgrid.pipeline.alert..",
            "io.vitalgrid.pipeline.sink..")
        .and()
        .haveNameNotMatching(".*\\.\\w+P(\\$.*)?") // processors
        .and()
        .haveNameNotMatching(
            ".*\\.(PatientEventSerializers|InputTopic|InputPartitions|PartitionEnds|LogBounds"
                + "|SilenceCheck|Rejected|StateBackend|LaneStates|LaneMaps|AlertMeters"
                + "|AlertNotices|Questions|TopicRecords|TopicWriter|Unacknowledged|Outbox"
                + "|BatchWriter|Lease)(\\$.*)?")
        .and()
        .resideOutsideOfPackages(
            "io.vitalgrid.pipeline.score.onnx..",
            "io.vitalgrid.pipeline.score.python..",
            "io.vitalgrid.pipeline.score.registry..")
        .should()
        .onlyDependOnClassesThat(not(resideInAnyPackage(OUTSIDE)))
        .check(ours);
  }
}

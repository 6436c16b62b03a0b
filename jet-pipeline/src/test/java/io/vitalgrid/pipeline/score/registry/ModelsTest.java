package io.vitalgrid.pipeline.score.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.LogLines;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.score.TestModels;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import io.vitalgrid.pipeline.score.python.PythonModels;
import io.vitalgrid.pipeline.score.shadow.Shadow;
import io.vitalgrid.pipeline.sink.TestPanes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
  private static final ModelKey FIRST = new ModelKey("readmission", 1);
  private static final ModelKey SECOND = new ModelKey("readmission", 2);

  private static HazelcastInstance member;

  @TempDir private Path folder;

  private IMap<ModelKey, ModelRow> map;
  private ModelRegistry registry;

  @BeforeAll
  static void startMember() throws Exception {
    member = TestGrid.bareMember();
  }

  @AfterAll
  static void stopMember() {
    member.shutdown();
  }

  @BeforeEach
  void clear() {
    map = member.getMap(Maps.MODELS);
    map.clear();
    member.getMap(Maps.ALERTS).clear();
    registry = new ModelRegistry(member, Clock.systemUTC());
  }

  @Test
  void when_gridHasNoModel_then_theFileBecomesItsChampion() throws Exception {
    Path file = TestModels.write(folder);
    try (Models models = new Models()) {
      models.open(member, modelPath(file));

      assertThat(championId(models)).isEqualTo("readmission@1");
      ModelRow row = map.get(FIRST);
      assertThat(row.bytes()).isEqualTo(Files.readAllBytes(file));
      assertThat(row.stage()).isEqualTo("champion");
      assertThat(row.sha256()).matches("[0-9a-f]{64}");
      assertThat(row.features()).startsWith("age,gender,systolic_bp").endsWith("destination");
    }
  }

  @Test
  void when_gridRunsNoPython_then_aPythonModelIsRetired_andTheWayOutIsSaid() throws Exception {
    try (Models models = new Models();
        LogLines log = new LogLines()) {
      models.open(member, modelPath(TestModels.write(folder)));
      registry.deploy("readmission", ModelRow.PYTHON, PythonModels.SUM, PythonModels.CARD);

      await().until(() -> map.get(SECOND).stage().equals(ModelRow.RETIRED));
      assertThat(map.get(SECOND).reason()).contains("start its members with --set scorer=python");
      assertRetiredWithoutAlarm(models, log, "which this grid does not run");
    }
  }

  @Test
  void when_theShadowFails_then_itIsRetired_andNoAlarmIsRaised() throws Exception {
    try (Models models = new Models();
        LogLines log = new LogLines()) {
      models.open(member, modelPath(TestModels.write(folder)));
      deploy(TestModels.failingAtAge(40));
      await().untilAsserted(() -> assertThat(shadowId(models)).isEqualTo("readmission@2"));

      Profile profile =
          new Profile(0, null, 40, "Other", 130, 72, 240, 31.5, true, false, 5, 1, "Home");
      models.lineup().shadow().offer(List.of(TestPanes.paneOf(profile)), new double[] {0.5}, 1);

      await().until(() -> map.get(SECOND).stage().equals(ModelRow.RETIRED));
      assertThat(map.get(SECOND).reason()).startsWith("failed: ");
      assertRetiredWithoutAlarm(models, log, "is retired");
      String reason = map.get(SECOND).reason();
      assertThat(registry.demote(SECOND, "it fails on another member, too"))
          .isEqualTo(new ModelRegistry.Demoted(false, FIRST));
      assertThat(map.get(SECOND).reason()).isEqualTo(reason);
    }
  }

  /** Of the shadow, readmission@2. */
  private static void assertRetiredWithoutAlarm(Models models, LogLines log, String why) {
    String said = "WARNING Shadow readmission@2 is retired, readmission@1 goes on scoring: ";
    await().until(() -> log.lines().stream().anyMatch(line -> line.contains("readmission@2 is")));
    await().untilAsserted(() -> assertThat(shadowId(models)).isNull());
    assertThat(log.lines()).anyMatch(line -> line.startsWith(said) && line.contains(why));
    assertThat(log.lines()).noneMatch(line -> line.startsWith("SEVERE"));
    assertThat(models.demotions()).isZero();
    assertThat(models.pollDemotion()).isNull();
    assertThat(member.getMap(Maps.ALERTS).keySet()).isEmpty();
    assertThat(championId(models)).isEqualTo("readmission@1");
  }

  @Test
  void when_gridHasAChampion_then_aSecondMemberTakesIt_andNeedsNoFile() throws Exception {
    try (Models first = new Models();
        Models second = new Models()) {
      first.open(member, modelPath(TestModels.write(folder)));
      second.open(member, Settings.defaults());

      assertThat(championId(second)).isEqualTo("readmission@1");
      double[] risks = new double[2];
      float[] rows = new float[second.lineup().champion().scorer().features().size()];
      first.lineup().champion().scorer().score(rows, 1, risks);
      double expected = risks[0];
      second.lineup().champion().scorer().score(rows, 1, risks);
      assertThat(risks[0]).isEqualTo(expected);
      assertThat(map.keySet()).containsExactly(FIRST);
    }
  }

  @Test
  void when_gridHasAChampion_then_anotherFileDoesNotReplaceIt() throws Exception {
    Path other = Files.write(folder.resolve("other.onnx"), TestModels.constant(0.5f, 1));
    try (Models first = new Models();
        Models second = new Models()) {
      first.open(member, modelPath(TestModels.write(folder)));
      String sha256 = map.get(FIRST).sha256();
      second.open(member, modelPath(other));

      assertThat(map.keySet()).containsExactly(FIRST);
      assertThat(map.get(FIRST).sha256()).isEqualTo(sha256);
    }
  }

  @Test
  void when_thereIsNeitherChampionNorPath_then_messageSaysHowToGetAModel() {
    assertRefused(Settings.defaults(), "model.path is not set", "vitalgrid train");
  }

  @Test
  void when_fileCannotBeRead_then_messageNamesSettingAndFile() {
    Path missing = folder.resolve("missing.onnx");

    assertRefused(modelPath(missing), "model.path=" + missing, "must name an ONNX file");
    assertRefused(modelPath(folder), "model.path=" + folder, "must name an ONNX file");
  }

  @Test
  void when_fileIsNoModel_then_refused_andTheGridStaysWithout() throws Exception {
    Path broken = Files.write(folder.resolve("broken.onnx"), "no model".getBytes(UTF_8));

    assertRefused(modelPath(broken), "readmission@1", "cannot be used");
    assertThat(map.keySet()).isEmpty();
  }

  @Test
  void when_championIsDamaged_then_messageNamesIt() throws Exception {
    try (Models first = new Models()) {
      first.open(member, modelPath(TestModels.write(folder)));
    }
    ModelRow row = map.get(FIRST);
    map.set(
        FIRST,
        new ModelRow(
            TestModels.flat(),
            row.sha256(),
            row.kind(),
            row.card(),
            row.features(),
            row.stage(),
            row.turn(),
            row.fallback(),
            row.reason(),
            row.deployedAtMs(),
            row.changedAtMs()));

    assertRefused(Settings.defaults(), "readmission@1", "checksum");
  }

  /** A refusal must also let go of the lock, or the next member would wait for ever. */
  private void assertRefused(Settings settings, String... parts) {
    try (Models models = new Models()) {
      assertThatThrownBy(() -> models.open(member, settings))
          .isInstanceOf(ModelException.class)
          .hasMessageContainingAll(parts);
      assertThat(models.lineup().champion()).isNull();
      assertThat(map.isLocked(new ModelKey("", 0))).isFalse();
    }
  }

  @Test
  void when_modelIsPromoted_then_everyMemberSwaps_andTheOldOneWaits() throws Exception {
    try (Models first = new Models();
        Models second = new Models()) {
      first.open(member, modelPath(TestModels.write(folder)));
      second.open(member, Settings.defaults());
      ModelKey key = deploy(TestModels.lower());
      for (Models each : List.of(first, second)) {
        await().untilAsserted(() -> assertThat(shadowId(each)).isEqualTo("readmission@2"));
      }

      registry.promote(key);

      for (Models each : List.of(first, second)) {
        await().untilAsserted(() -> assertThat(championId(each)).isEqualTo("readmission@2"));
        assertThat(each.lineup().loaded(FIRST)).isNotNull();
        await().untilAsserted(() -> assertThat(each.lineup().shadow()).isNull());
      }
      assertThat(registry.rollback()).isEqualTo(FIRST);
      await().untilAsserted(() -> assertThat(championId(first)).isEqualTo("readmission@1"));
    }
  }

  @Test
  void when_championFails_then_itsPredecessorAnswersAtOnce_andSoonInTheGrid() throws Exception {
    try (Models models = new Models()) {
      models.open(member, modelPath(TestModels.write(folder)));
      promoteAndAwait(models, TestModels.lower());

      LiveModel failing = models.enterChampion();
      assertThat(models.fail(failing, "it gave NaN")).isTrue();
      failing.leave();

      assertThat(championId(models)).isEqualTo("readmission@1");
      await().untilAsserted(() -> assertThat(map.get(SECOND).stage()).isEqualTo("retired"));
      assertThat(map.get(SECOND).reason()).isEqualTo("failed: it gave NaN");
      await().untilAsserted(() -> assertThat(map.get(FIRST).stage()).isEqualTo("champion"));
      IMap<String, AlertRow> alerts = member.getMap(Maps.ALERTS);
      await().until(() -> alerts.containsKey("model/readmission@2"));
      assertThat(alerts.get("model/readmission@2").kind()).isEqualTo(AlertRow.MODEL_DEMOTED);
      assertThat(models.demotions()).isEqualTo(1);
      assertThat(championId(models)).isEqualTo("readmission@1");

      registry.promote(SECOND); // somebody insists
      await().untilAsserted(() -> assertThat(championId(models)).isEqualTo("readmission@2"));
    }
  }

  @Test
  void when_championFails_then_theShadowIsComparedWithItsSuccessor() throws Exception {
    try (Models models = new Models()) {
      models.open(member, modelPath(TestModels.write(folder)));
      promoteAndAwait(models, TestModels.lower());
      deploy(TestModels.good());
      await().untilAsserted(() -> assertThat(shadowId(models)).isEqualTo("readmission@3"));

      LiveModel failing = models.enterChampion();
      assertThat(models.fail(failing, "it gave NaN")).isTrue();
      failing.leave();

      await()
          .untilAsserted(
              () -> {
                Shadow shadow = models.shadowOf(models.lineup().champion());
                assertThat(shadow).isNotNull();
                assertThat(shadow.championId()).isEqualTo("readmission@1");
                assertThat(shadow.shadowId()).isEqualTo("readmission@3");
              });
      registry.promote(SECOND); // somebody insists
      await().untilAsserted(() -> assertThat(championId(models)).isEqualTo("readmission@2"));
    }
  }

  @Test
  void when_championWithoutPredecessorFails_then_itStays() throws Exception {
    try (Models models = new Models()) {
      models.open(member, modelPath(TestModels.write(folder)));
      LiveModel failing = models.enterChampion();

      assertThat(models.fail(failing, "it gave NaN")).isFalse();

      failing.leave();
      assertThat(championId(models)).isEqualTo("readmission@1");
    }
  }

  /** What a client writes into the map by hand is no model, or not the one it says it is. */
  @Test
  void when_promotedModelIsDamaged_then_demoted_andTheChampionStays() throws Exception {
    try (Models models = new Models()) {
      models.open(member, modelPath(TestModels.write(folder)));
      ModelRow good = map.get(FIRST);
      ModelRow damaged =
          new ModelRow(
              TestModels.flat(),
              good.sha256(),
              good.kind(),
              good.card(),
              good.features(),
              ModelRow.CHAMPION,
              99,
              false,
              "",
              0,
              0);
      map.set(FIRST, good.retired(true, "replaced", 0));
      map.set(SECOND, damaged);

      await().untilAsserted(() -> assertThat(map.get(SECOND).stage()).isEqualTo("retired"));
      assertThat(map.get(SECOND).reason()).contains("checksum");
      assertThat(championId(models)).isEqualTo("readmission@1");
    }
  }

  /** Lanes that score all the time see no closed session while models come and go. */
  @Test
  void when_modelsAreSwappedUnderLoad_then_everyBatchIsScoredByOneModel() throws Exception {
    try (Models models = new Models()) {
      models.open(member, modelPath(TestModels.write(folder)));
      AtomicBoolean stop = new AtomicBoolean();
      List<CompletableFuture<Long>> lanes =
          List.of(lane(models, stop), lane(models, stop), lane(models, stop));
      for (int i = 0; i < 5; i++) {
        promoteAndAwait(models, i % 2 == 0 ? TestModels.lower() : TestModels.good());
        registry.rollback();
      }
      stop.set(true);

      for (CompletableFuture<Long> lane : lanes) {
        assertThat(lane.get(30, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  private static CompletableFuture<Long> lane(Models models, AtomicBoolean stop) {
    return CompletableFuture.supplyAsync(
        () -> {
          float[] rows = new float[16 * Features.ofProfile().size()];
          double[] risks = new double[16];
          long batches = 0;
          for (; !stop.get(); batches++) {
            LiveModel model = models.enterChampion();
            model.scorer().score(rows, 16, risks);
            model.leave();
            assertThat(risks).containsOnly(risks[0]);
          }
          return batches;
        });
  }

  private void promoteAndAwait(Models models, byte[] model) {
    ModelKey key = deploy(model);
    registry.promote(key);
    await().untilAsserted(() -> assertThat(championId(models)).isEqualTo(key.toString()));
    await()
        .untilAsserted(
            () ->
                assertThat(map.values().stream().filter(ModelRow::fallback).count()).isPositive());
  }

  private ModelKey deploy(byte[] model) {
    try (OnnxScorer scorer = new OnnxScorer("new", model, ModelCard.EMPTY, 1)) {
      return registry.deploy("readmission", ModelRow.ONNX, model, scorer.card());
    }
  }

  private static String championId(Models models) {
    return models.lineup().champion().key().toString();
  }

  private static String shadowId(Models models) {
    Shadow shadow = models.lineup().shadow();
    return shadow == null ? null : shadow.shadowId();
  }

  private static Settings modelPath(Path file) {
    return Settings.defaults().with(GridSettings.MODEL_PATH, file.toString());
  }
}

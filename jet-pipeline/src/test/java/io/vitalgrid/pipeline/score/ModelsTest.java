package io.vitalgrid.pipeline.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.TestGrid;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
  private static final ModelKey FIRST = new ModelKey("readmission", 1);

  private static HazelcastInstance member;

  @TempDir private Path folder;

  private IMap<ModelKey, ModelRow> map;

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
  }

  @Test
  void when_gridHasNoModel_then_theFileBecomesItsChampion() throws Exception {
    Path file = TestModels.write(folder);
    try (Models models = new Models()) {
      models.open(member, modelPath(file));

      assertThat(models.champion().modelId()).isEqualTo("readmission@1");
      ModelRow row = map.get(FIRST);
      assertThat(row.bytes()).isEqualTo(Files.readAllBytes(file));
      assertThat(row.stage()).isEqualTo("champion");
      assertThat(row.sha256()).matches("[0-9a-f]{64}");
      assertThat(row.features()).startsWith("age,gender,systolic_bp").endsWith("destination");
    }
  }

  @Test
  void when_gridHasAChampion_then_aSecondMemberTakesIt_andNeedsNoFile() throws Exception {
    try (Models first = new Models();
        Models second = new Models()) {
      first.open(member, modelPath(TestModels.write(folder)));
      second.open(member, Settings.defaults());

      assertThat(second.champion().modelId()).isEqualTo("readmission@1");
      double[] risks = new double[2];
      float[] rows = new float[second.champion().features().size()];
      first.champion().score(rows, 1, risks);
      double expected = risks[0];
      second.champion().score(rows, 1, risks);
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
            TestModels.flat(), row.sha256(), row.stage(), row.features(), row.deployedAtMs()));

    assertRefused(Settings.defaults(), "readmission@1", "checksum");
  }

  /** A refusal must also let go of the lock, or the next member would wait for ever. */
  private void assertRefused(Settings settings, String... parts) {
    try (Models models = new Models()) {
      assertThatThrownBy(() -> models.open(member, settings))
          .isInstanceOf(ModelException.class)
          .hasMessageContainingAll(parts);
      assertThat(models.champion()).isNull();
      assertThat(map.isLocked(FIRST)).isFalse();
    }
  }

  private static Settings modelPath(Path file) {
    return Settings.defaults().with(GridSettings.MODEL_PATH, file.toString());
  }
}

package io.vitalgrid.pipeline.score.onnx;

import static io.vitalgrid.train.onnx.ElementType.FLOAT;
import static io.vitalgrid.train.onnx.ElementType.INT64;
import static io.vitalgrid.train.onnx.OnnxModelBuilder.BATCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.pipeline.score.TestModels;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.train.onnx.OnnxAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxScorerTest {
  private static final String ID = "readmission@7";
  private static final int COLUMNS = Features.ofProfile().size();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 256})
  void when_batchIsScored_then_eachRowGetsItsRisk(int count) {
    float[] rows = rows(count, 42);
    for (byte[] model :
        List.of(
            TestModels.good(),
            TestModels.twoColumns(),
            TestModels.flat(),
            TestModels.labelFirst())) {
      try (OnnxScorer scorer = new OnnxScorer(ID, model, ModelCard.EMPTY, 1)) {
        double[] risks = new double[257];
        Arrays.fill(risks, -1);

        scorer.score(rows, count, risks);

        assertRisks(rows, count, risks);
        assertThat(Arrays.copyOfRange(risks, count, risks.length)).containsOnly(-1);
      }
    }
  }

  @Test
  void when_batchesDifferInSize_then_nothingIsLeftOfTheOneBefore() {
    try (OnnxScorer scorer = new OnnxScorer(ID, TestModels.good(), ModelCard.EMPTY, 1)) {
      double[] risks = new double[256];
      for (int count : new int[] {256, 1, 7, 256, 2}) {
        float[] rows = rows(count, count);

        scorer.score(rows, count, risks);

        assertRisks(rows, count, risks);
      }
    }
  }

  @Test
  void when_severalThreadsScore_then_eachGetsItsOwn() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (OnnxScorer scorer = new OnnxScorer(ID, TestModels.good(), ModelCard.EMPTY, 1)) {
      List<Future<?>> lanes =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(
                  lane ->
                      threads.submit(
                          () -> {
                            double[] risks = new double[64];
                            for (int i = 0; i < 200; i++) {
                              float[] rows = rows(64, lane * 1_000L + i);
                              scorer.score(rows, 64, risks);
                              assertRisks(rows, 64, risks);
                            }
                          }))
              .toList();
      for (Future<?> lane : lanes) {
        lane.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void when_modelIsOpen_then_itNamesItselfAndItsFeatures() {
    try (OnnxScorer scorer = new OnnxScorer(ID, TestModels.good(), ModelCard.EMPTY, 1)) {
      assertThat(scorer.modelId()).isEqualTo(ID);
      assertThat(scorer.features()).isEqualTo(Features.ofProfile());
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 2, Float.NaN, Float.NEGATIVE_INFINITY})
  void when_modelGivesNoProbability_then_itIsRefusedAtOnce(float value) {
    assertRefused(() -> open(TestModels.constant(value, 1)), "a risk that is no probability");
  }

  @Test
  void when_bytesAreNoModel_then_refused() {
    byte[] good = TestModels.good();
    for (byte[] bytes :
        List.of(
            new byte[0],
            new byte[] {1, 2, 3},
            "<html>404 Not Found</html>".getBytes(UTF_8),
            Arrays.copyOf(good, good.length / 2))) {
      assertRefused(() -> open(bytes), "cannot be used");
    }
  }

  @Test
  void when_metadataNamesNoFeatures_then_messageSaysWhatIsNeeded() {
    byte[] model =
        TestModels.model()
            .input("features", FLOAT, BATCH, 1)
            .node("Sigmoid", List.of("features"), "risk")
            .output("risk", FLOAT, BATCH, 1)
            .build();

    assertRefused(
        () -> open(model),
        "vitalgrid.features",
        "separated by commas",
        "features float [n, 1]",
        "spo2_mean");
  }

  @Test
  void when_featureIsUnknown_then_messageSaysWhichThereAre() {
    byte[] model =
        TestModels.model()
            .metadata(ModelCard.FEATURES_KEY, "age,shoe_size")
            .input("features", FLOAT, BATCH, 2)
            .node("Sigmoid", List.of("features"), "risk")
            .output("risk", FLOAT, BATCH, 2)
            .build();

    assertThatThrownBy(() -> open(model))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("\"shoe_size\"")
        .hasMessageContaining("age, gender, systolic_bp")
        .hasMessageContaining("discharge_destination");
  }

  @Test
  void when_outputIsNotOneRiskARow_then_refused() {
    byte[] mean =
        TestModels.takingAllFeatures()
            .node("Sigmoid", List.of("features"), "each")
            .node("ReduceMean", List.of("each"), "risk", OnnxAttribute.of("keepdims", 0))
            .output("risk", FLOAT)
            .build();

    assertRefused(() -> open(TestModels.constant(0.5f, 3)), "it gave a tensor [1, 3] for 1 rows");
    assertRefused(() -> open(mean), "it gave a tensor [] for 1 rows");
  }

  @Test
  void when_noOutputIsAFloatTensor_then_messageSaysWhatMustBe() {
    byte[] label =
        TestModels.takingAllFeatures()
            .node("Cast", List.of("features"), "label", OnnxAttribute.of("to", 7))
            .output("label", INT64, BATCH, COLUMNS)
            .build();

    assertRefused(
        () -> open(label), "one output must be a float or double tensor [n, 2], [n, 1] or [n]");
  }

  private static void open(byte[] model) {
    new OnnxScorer(ID, model, ModelCard.EMPTY, 1).close();
  }

  private static void assertRefused(ThrowingCallable opening, String... parts) {
    assertThatThrownBy(opening)
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(ID)
        .hasMessageContainingAll(parts);
  }

  private static float[] rows(int count, long seed) {
    Random random = new Random(seed);
    float[] rows = new float[count * COLUMNS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = 200 * random.nextFloat();
    }
    return rows;
  }

  private static void assertRisks(float[] rows, int count, double[] risks) {
    for (int row = 0; row < count; row++) {
      int start = row * COLUMNS;
      double expected =
          TestModels.goodRisk(rows[start + TestModels.AGE], rows[start + TestModels.SYSTOLIC]);
      assertThat(risks[row]).isCloseTo(expected, within(1e-5));
    }
  }
}

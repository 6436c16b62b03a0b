package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vitalgrid.loadgen.cohort.Cohort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exported graph computes what the trained model does. */
class OnnxExportTest {
  private static final float[][] ROWS = Dataset.of(Cohort.generate(1_024, 3)).rows();

  @TempDir Path folder;
  private Path file;
  private final LogisticModel model = everyTermCounts();

  @BeforeEach
  void export() throws IOException {
    file = Files.write(folder.resolve("model.onnx"), OnnxExport.export(model, "{}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 512})
  void when_scoredInBatches_then_asTheTrainedModel(int batchRows) throws OrtException {
    double[] scored = OnnxCheck.score(file, ROWS, batchRows);

    double[] expected = model.predict(ROWS);
    for (int i = 0; i < ROWS.length; i++) {
      assertThat(scored[i]).isCloseTo(expected[i], within(1e-5));
    }
    assertThat(scored).doesNotHaveDuplicates();
  }

  @Test
  void when_loaded_then_inputsOutputsAndMetadataAreTheContract() throws OrtException {
    try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
      TensorInfo input = (TensorInfo) session.getInputInfo().get("features").getInfo();
      TensorInfo output = (TensorInfo) session.getOutputInfo().get("probability").getInfo();

      assertThat(input.getShape()).containsExactly(-1, 11);
      assertThat(output.getShape()).containsExactly(-1, 1);
      assertThat(session.getMetadata().getCustomMetadata())
          .containsOnly(
              entry("vitalgrid.name", "readmission"),
              entry("vitalgrid.baseline", "{}"),
              entry(
                  "vitalgrid.features",
                  "age,gender,systolic_bp,diastolic_bp,cholesterol,bmi,diabetes,hypertension,"
                      + "medication_count,length_of_stay,discharge_destination"));
    }
  }

  @Test
  void when_theFileAgrees_then_theDifferenceIsGiven() {
    assertThat(OnnxCheck.requireAgreement(file, ROWS, model.predict(ROWS))).isBetween(0.0, 1e-5);
  }

  @Test
  void when_theFileDisagrees_then_namesTheRowAndBothRisks() {
    double[] expected = model.predict(ROWS);
    expected[700] += 2e-5;

    assertThatThrownBy(() -> OnnxCheck.requireAgreement(file, ROWS, expected))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("row 701 scores")
        .hasMessageContaining("nothing was written");
  }

  @Test
  void when_theModelGivesNaN_then_itDisagrees() {
    double[] expected = model.predict(ROWS);
    float[][] rows = ROWS.clone();
    rows[5] = rows[5].clone();
    rows[5][0] = Float.NaN;

    assertThatThrownBy(() -> OnnxCheck.requireAgreement(file, rows, expected))
        .hasMessageContaining("row 6 scores NaN");
  }

  @Test
  void when_theFileIsNoModel_then_saysSo() throws IOException {
    Files.writeString(file, "no model");

    assertThatThrownBy(() -> OnnxCheck.requireAgreement(file, ROWS, model.predict(ROWS)))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("ONNX Runtime refuses the exported model");
  }

  /** A weight for every term, so that a wrong column or flag shows. */
  private static LogisticModel everyTermCounts() {
    SplittableRandom random = new SplittableRandom(9);
    double[] weights = new double[Terms.COUNT];
    for (int i = 0; i < weights.length; i++) {
      double unit = i < Terms.NUMBERS.length ? 0.005 : 0.5;
      weights[i] = unit * (0.5 + random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
    }
    return new LogisticModel(weights, -0.3);
  }
}

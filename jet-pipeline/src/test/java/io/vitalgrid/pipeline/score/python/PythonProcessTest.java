package io.vitalgrid.pipeline.score.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Probe;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PythonProcessTest {
  @BeforeAll
  static void python() throws Exception {
    PythonModels.assumePython("json");
  }

  @Test
  void when_modelIsTried_then_eachRowHasItsRisk_andWhatIsMissingIsWhatTheCardSays() {
    try (PythonProcess scorer = process(PythonModels.SUM)) {
      Probe.run(scorer);
      double[] risks = new double[2];
      scorer.score(new float[] {50, 90, 20, Float.NaN}, 2, risks);

      assertThat(risks[0]).isCloseTo(0.35, within(1e-9));
      assertThat(risks[1]).isCloseTo(0.13, within(1e-9));
    }
  }

  @Test
  void when_modelFails_then_itSaysWhereButNotWithWhat() {
    String code = "def score(features, rows):\n    raise ValueError('age %s' % rows[0][0])\n";
    try (PythonProcess scorer = process(PythonModels.code(code))) {
      assertThatThrownBy(() -> scorer.score(new float[] {50, 90}, 1, new double[1]))
          .isInstanceOf(ModelException.class)
          .hasMessage("Model model.py failed: ValueError in line 2");
    }
  }

  @Test
  void when_modelHasNoScore_then_itSaysSo() {
    assertFailure("x = 1\n", "it has no function score(features, rows)");
  }

  @Test
  void when_modelIsNoPython_then_itSaysWhere() {
    assertFailure("x = 1\ndef score(:\n", "SyntaxError in line 2");
  }

  @Test
  void when_modelWantsWhatIsNotThere_then_itIsNamed() {
    assertFailure("import no_such_module\n", "ModuleNotFoundError: no module named no_such_module");
  }

  @Test
  void when_modelGivesTooFew_then_itIsRefused() {
    assertFailure("score = lambda features, rows: []\n", "score() gave 0 risks for 1 rows");
  }

  @Test
  void when_modelGivesNoProbability_then_itIsRefused() {
    assertFailure("score = lambda features, rows: [float('nan')]\n", "that is no probability");
    assertFailure("score = lambda features, rows: [1.5]\n", "that is no probability");
  }

  @Test
  void when_modelEndsItsProcess_then_itIsRefused() {
    assertFailure("import os\nos._exit(3)\n", "its Python process ended");
  }

  @Test
  void when_cardHasNoFeatures_then_theWayOutIsSaid() {
    assertThatThrownBy(() -> new PythonProcess("model.py", PythonModels.SUM, ModelCard.EMPTY))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("give --features or a model card");
  }

  private static void assertFailure(String code, String message) {
    try (PythonProcess scorer = process(PythonModels.code(code))) {
      assertThatThrownBy(() -> scorer.score(new float[] {50, 90}, 1, new double[1]))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining(message);
    }
  }

  private static PythonProcess process(byte[] code) {
    return new PythonProcess("model.py", code, PythonModels.CARD);
  }
}

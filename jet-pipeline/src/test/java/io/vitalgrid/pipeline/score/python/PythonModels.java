package io.vitalgrid.pipeline.score.python;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitalgrid.pipeline.score.model.ModelCard;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Models in Python for tests, and whether there is a Python for them. */
public final class PythonModels {
  /** Features age and spo2_mean. */
  public static final ModelCard CARD =
      new ModelCard(List.of("age", "spo2_mean"), Map.of("spo2_mean", 97f), "", "");

  /** The risk is age / 200 + (100 - spo2_mean) / 100. */
  public static final byte[] SUM =
      code(
          """
          def score(features, rows):
              print("scoring", len(rows))
              assert features == ["age", "spo2_mean"]
              return [min(1, age / 200 + (100 - spo2) / 100) for age, spo2 in rows]
          """);

  private PythonModels() {}

  public static byte[] code(String text) {
    return text.getBytes(UTF_8);
  }

  /** Skips the test where there is no Python that a grid could use; .ci/run sees to it in CI. */
  public static void assumePython(String imports) throws IOException, InterruptedException {
    Process python;
    try {
      python = new ProcessBuilder("python3", "-c", "import " + imports).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no python3 on the PATH");
      return;
    }
    boolean ended = python.waitFor(30, TimeUnit.SECONDS);
    assumeTrue(ended && python.exitValue() == 0, "python3 cannot import " + imports);
  }
}

package io.vitalgrid.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreesTest {
  private static final String[] DUMP = {
    """
    0:[f0<65] yes=1,no=2,missing=2
    \t1:leaf=-1
    \t2:[f5<30.5] yes=3,no=4,missing=3
    \t\t3:leaf=0.5
    \t\t4:leaf=1e-1
    """,
    "0:leaf=0.25\n"
  };

  @TempDir private Path folder;

  private static float[] row(float age, float bmi) {
    float[] row = new float[Features.NAMES.size()];
    row[Features.indexOf("age")] = age;
    row[Features.indexOf("bmi")] = bmi;
    return row;
  }

  private static double risk(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  @Test
  void when_dumpIsParsed_then_eachRowFindsItsLeaves() {
    Trees trees = Trees.parse(DUMP, 0.5);

    assertThat(trees.count()).isEqualTo(2);
    assertThat(trees.predict(row(64, 40))).isCloseTo(risk(-0.75), within(1e-6));
    assertThat(trees.predict(row(65, 30))).isCloseTo(risk(0.75), within(1e-6));
    assertThat(trees.predict(row(65, 30.5f))).isCloseTo(risk(0.35), within(1e-6));
    assertThat(trees.predict(row(Float.NaN, Float.NaN))).isCloseTo(risk(0.75), within(1e-6));
  }

  /** Among the values are the thresholds themselves, and missing ones. */
  @Test
  void when_exported_then_onnxRuntimeScoresAlike() throws IOException {
    Trees trees = Trees.parse(DUMP, 0.12);
    SplittableRandom random = new SplittableRandom(3);
    float[][] rows = new float[500][];
    for (int i = 0; i < rows.length; i++) {
      float age = random.nextInt(10) == 0 ? Float.NaN : 60 + random.nextInt(10);
      rows[i] = row(age, random.nextInt(10) == 0 ? Float.NaN : 29 + random.nextInt(7) / 2f);
    }
    Path file = Files.write(folder.resolve("trees.onnx"), trees.toOnnx(""));

    assertThat(OnnxCheck.requireAgreement(file, rows, trees.predict(rows))).isLessThan(1e-6);
  }

  @Test
  void when_aLineIsUnknown_then_itIsNamed() {
    assertThatThrownBy(() -> Trees.parse(new String[] {"0:[f0 in {1,2}]"}, 0.5))
        .isInstanceOf(TrainException.class)
        .hasMessageContaining("f0 in {1,2}");
  }
}

package io.vitalgrid.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.onnx.OnnxFile;
import io.vitalgrid.train.TrainCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code train} writes is what the grid reads: neither knows the other. */
class TrainedBaselineTest {
  @Test
  void when_modelIsTrained_then_itsMetadataHasABaselineOfItsFeatures(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("model.onnx");
    int exitCode =
        new CommandLine(new TrainCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute("--data", "generated", "--out", file.toString(), "--folds", "2", "--quiet");
    assertThat(exitCode).isZero();

    Baseline baseline =
        Baseline.ofJson(
            OnnxFile.inspect(Files.readAllBytes(file)).metadata().get(Baseline.METADATA_KEY));

    assertThat(baseline.source()).isEqualTo(Baseline.TRAINING);
    assertThat(baseline.isOf(Features.ofProfile().stream().map(Feature::featureName).toList()))
        .isTrue();
    Baseline.OfFeature age = baseline.features().get(0);
    List<Stay> others = Cohort.generate(5000, 1);
    float[] ages = new float[others.size()];
    for (int i = 0; i < ages.length; i++) {
      ages[i] = others.get(i).age();
    }
    assertThat(Psi.of(age.counts(), age.bins().histogram(ages))).isLessThan(0.01);
  }

  @Test
  void when_baselineIsDamaged_then_itSaysWhatItMustBe() {
    assertThatThrownBy(() -> Baseline.ofJson("{\"features\": 7}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be as in");
    assertThatThrownBy(
            () ->
                Baseline.ofJson(
                    "{\"features\":[{\"name\":\"age\",\"edges\":[1],\"counts\":[1,2]}]}"))
        .hasMessageContaining("feature age has 2 counts, but must have one for each of its 3 bins");
    assertThatThrownBy(() -> Baseline.ofJson("no")).hasMessageContaining("is no JSON");
  }
}

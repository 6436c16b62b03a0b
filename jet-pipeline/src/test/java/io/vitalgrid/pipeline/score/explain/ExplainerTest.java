package io.vitalgrid.pipeline.score.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.pipeline.score.explain.Explanation.Contribution;
import io.vitalgrid.pipeline.score.explain.Explanation.Method;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainerTest {
  private final SplittableRandom random = new SplittableRandom(5);

  /** Any function of a row, of as many features as wanted. */
  private record OfRow(int columns, ToDoubleFunction<float[]> risk) implements Scorer {
    @Override
    public String modelId() {
      return "m@1";
    }

    @Override
    public List<Feature> features() {
      return Features.all().stream().limit(columns).toList();
    }

    @Override
    public void score(float[] rows, int count, double[] risks) {
      float[] row = new float[columns];
      for (int i = 0; i < count; i++) {
        System.arraycopy(rows, i * columns, row, 0, columns);
        risks[i] = (float) risk.applyAsDouble(row); // as models do
      }
    }

    @Override
    public void close() {}
  }

  private static double sigmoid(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** Weights 1, -2, 0.5; others at 0 and 0.4, mean 0.2. */
  @Test
  void when_modelIsLinear_then_logOddsAreWeightTimesDistanceFromTheMean() {
    Scorer linear = new OfRow(3, row -> sigmoid(row[0] - 2 * row[1] + 0.5 * row[2] - 0.3));
    List<float[]> others = List.of(new float[] {0, 0, 0}, new float[] {0.4f, 0.4f, 0.4f});

    Explanation explanation =
        new Explainer(linear, others, random, 10).explain(new float[] {1, 0.5f, 0.2f});

    assertThat(explanation.method()).isEqualTo(Method.LINEAR);
    assertThat(explanation.risk()).isCloseTo(sigmoid(-0.2), within(1e-6));
    assertThat(explanation.base()).isCloseTo(sigmoid(-0.4), within(1e-6));
    List<Contribution> each = explanation.contributions();
    assertThat(each.get(0).logOdds()).isCloseTo(0.8, within(1e-5));
    assertThat(each.get(1).logOdds()).isCloseTo(-0.6, within(1e-5));
    assertThat(each.get(2).logOdds()).isCloseTo(0, within(1e-5));
    assertAddsUp(explanation);
  }

  /**
   * Risk 0.1, and 0.4 more if both are above 0.5; nobody else is: each has half of it. The third
   * has no say.
   */
  @Test
  void when_twoFeaturesActTogether_then_theyShareEqually() {
    Scorer and = new OfRow(3, row -> row[0] > 0.5 && row[1] > 0.5 ? 0.5 : 0.1);
    Explanation explanation =
        new Explainer(and, List.of(new float[3]), random, 10).explain(new float[] {1, 1, 1});

    assertThat(explanation.method()).isEqualTo(Method.EXACT);
    assertThat(points(explanation))
        .usingComparatorWithPrecision(1e-6)
        .containsExactly(0.2, 0.2, 0.0);
    assertThat(explanation.base()).isCloseTo(0.1, within(1e-6));
    assertAddsUp(explanation);
  }

  /** The Shapley value of a row with itself as the only other is nothing. */
  @Test
  void when_patientIsLikeTheOthers_then_nothingContributes() {
    float[] row = {0.3f, 0.7f, 0.1f};
    Explanation explanation =
        new Explainer(mixed(3), List.of(row.clone()), random, 10).explain(row);

    assertThat(points(explanation)).usingComparatorWithPrecision(1e-9).containsOnly(0.0);
    assertAddsUp(explanation);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 11, 12, 13, 40})
  void when_modelIsAny_then_contributionsAddUpToTheRisk(int columns) {
    Scorer model = mixed(columns);
    for (int attempt = 0; attempt < 5; attempt++) {
      Explanation explanation =
          new Explainer(model, others(columns, 20), random, 100).explain(row(columns));
      assertThat(explanation.contributions()).hasSize(columns);
      double[] risk = new double[1];
      model.score(values(explanation), 1, risk);
      assertThat(explanation.risk()).isCloseTo(risk[0], within(1e-6));
      assertAddsUp(explanation);
    }
  }

  /** The first 12 features decide, the 13th does not: sampling must find what enumeration does. */
  @Test
  void when_sampled_then_closeToTheExactValues() {
    ToDoubleFunction<float[]> risk =
        row -> 0.5 + 0.4 * Math.tanh(row[0] * row[1] + row[2] - row[3]);
    List<float[]> others = others(13, 32);
    float[] row = row(13);
    Explanation sampled = new Explainer(new OfRow(13, risk), others, random, 3200).explain(row);
    Explanation exact =
        new Explainer(new OfRow(12, risk), cut(others), random, 1).explain(Arrays.copyOf(row, 12));

    assertThat(sampled.method()).isEqualTo(Method.SAMPLED);
    assertThat(exact.method()).isEqualTo(Method.EXACT);
    for (int i = 0; i < 12; i++) {
      Contribution found = sampled.contributions().get(i);
      double truth = exact.contributions().get(i).points();
      assertThat(found.points()).isCloseTo(truth, within(5 * found.error() + 1e-6));
    }
    assertThat(sampled.contributions().get(12).points()).isZero();
  }

  private static Scorer mixed(int columns) {
    return new OfRow(
        columns,
        row -> {
          double sum = 0;
          for (int i = 0; i < columns; i++) {
            sum += row[i] * (i % 2 == 0 ? 1 : -1) + 2 * row[i] * row[(i + 1) % columns];
          }
          return 0.05 + 0.9 * sigmoid(sum / columns);
        });
  }

  private List<float[]> others(int columns, int count) {
    List<float[]> others = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      others.add(row(columns));
    }
    return others;
  }

  private static List<float[]> cut(List<float[]> rows) {
    return rows.stream().map(row -> Arrays.copyOf(row, 12)).toList();
  }

  private float[] row(int columns) {
    float[] row = new float[columns];
    for (int i = 0; i < columns; i++) {
      row[i] = (float) random.nextDouble();
    }
    return row;
  }

  private static float[] values(Explanation explanation) {
    float[] values = new float[explanation.contributions().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = explanation.contributions().get(i).value();
    }
    return values;
  }

  private static double[] points(Explanation explanation) {
    return explanation.contributions().stream().mapToDouble(Contribution::points).toArray();
  }

  private static void assertAddsUp(Explanation explanation) {
    assertThat(explanation.sum()).isCloseTo(explanation.risk(), within(Explanation.TOLERANCE));
  }
}

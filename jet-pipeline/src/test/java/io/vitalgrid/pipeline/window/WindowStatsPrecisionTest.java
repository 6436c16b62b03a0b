package io.vitalgrid.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What a million readings cost in precision, against a double-double reference.
 *
 * <p>The bounds: the mean is right to 1e-13 of the largest value; variance and slope lose the
 * factor by which their sums are larger than themselves, so their relative error is at most {@link
 * #BOUND} (1 + (mean - pivot)² / variance) of the values and, for the slope, of the times too,
 * where the window's start is the pivot.
 */
class WindowStatsPrecisionTest {
  private static final int READINGS = 1_000_000;
  private static final int FRAMES = 100;
  private static final double BOUND = 1e-12;
  private static final Vital VITAL = Vital.HEART_RATE;
  private static final double[] PIVOT = new double[Vital.COUNT];

  private final Scratch scratch = new Scratch();
  private final Random random = new Random(20_261_122);

  @Test
  void when_valuesAreRandomNearAMillion_then_nothingThatMattersIsLost() {
    assertPrecise(i -> 1e6 + 1e3 * random.nextGaussian(), READINGS);
  }

  @Test
  void when_theSpreadIsSmallBesideTheValues_then_nothingThatMattersIsLost() {
    assertPrecise(i -> 1e6 + 1e-3 * random.nextGaussian(), READINGS);
  }

  @Test
  void when_valuesRise_then_nothingThatMattersIsLost() {
    assertPrecise(i -> 1e6 + i * 1e-3, READINGS);
  }

  @Test
  void when_valuesAlternateBetweenExtremes_then_nothingThatMattersIsLost() {
    assertPrecise(i -> i % 2 == 0 ? 1e6 - 1e3 / 3 : 1e6 + 1e3 / 7, READINGS);
  }

  @Test
  void when_halfOfTheValuesAreTinyAndHalfAreLarge_then_nothingThatMattersIsLost() {
    assertPrecise(i -> i < READINGS / 2 ? 1e6 + 1e-6 * random.nextDouble() : 2e6 / 3, READINGS);
  }

  @Test
  void when_theFirstReadingIsAnOutlier_then_theErrorStaysWithinTheBound() {
    // The pivot is 2,000 deviations away: the bound is 4e6 times as wide, and still 4e-6.
    assertPrecise(i -> i == 0 ? 1e6 + 2e3 : 1e6 + random.nextGaussian(), READINGS);
  }

  @Test
  void when_allReadingsAreInTheLastSecondOfADay_then_theSlopeStaysWithinTheBound() {
    assertPrecise(i -> 1e6 + 1e3 * random.nextGaussian(), READINGS, 86_399_000, 1_000);
  }

  @Test
  void when_valuesAreOfTheWireContract_then_nothingThatMattersIsLost() {
    assertPrecise(i -> i == 0 ? 0 : 36.8 + 0.1 * random.nextGaussian(), 300);
  }

  @Test
  void when_aMillionReadingsAreEqual_then_theirDeviationAndSlopeAreZero() {
    WindowStats stats = window(i -> 1e6 + 0.1, READINGS, 0, READINGS, new ExactFigures());
    assertThat(stats.mean(VITAL)).isEqualTo(1e6 + 0.1);
    assertThat(stats.standardDeviation(VITAL)).isZero();
    assertThat(stats.slopePerMinute(VITAL)).isZero();
  }

  @Test
  void when_valuesRiseByOneASecond_then_theSlopeIsSixtyAMinute() {
    WindowStats stats = window(i -> 1e6 + i / 1e3, 1_000, 0, 1_000, new ExactFigures());
    assertThat(stats.slopePerMinute(VITAL)).isCloseTo(60, within(1e-7));
  }

  @Test
  void when_theReferenceIsComparedWithBigDecimal_then_itIsExact() {
    double[] values = random.doubles(2_000, 1e6 - 1, 1e6 + 1).toArray();
    ExactFigures exact = new ExactFigures();
    BigDecimal n = BigDecimal.valueOf(values.length);
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    BigDecimal times = BigDecimal.ZERO;
    BigDecimal timeSquares = BigDecimal.ZERO;
    BigDecimal products = BigDecimal.ZERO;
    for (int i = 0; i < values.length; i++) {
      exact.add(i, values[i]);
      BigDecimal value = new BigDecimal(values[i]);
      BigDecimal time = BigDecimal.valueOf(i);
      sum = sum.add(value);
      squares = squares.add(value.multiply(value));
      times = times.add(time);
      timeSquares = timeSquares.add(time.multiply(time));
      products = products.add(time.multiply(value));
    }
    MathContext digits = MathContext.DECIMAL128;
    BigDecimal variance =
        n.multiply(squares).subtract(sum.multiply(sum)).divide(n.multiply(n), digits);
    BigDecimal slope =
        n.multiply(products)
            .subtract(times.multiply(sum))
            .divide(n.multiply(timeSquares).subtract(times.multiply(times)), digits);
    assertThat(exact.mean()).isEqualTo(sum.divide(n, digits).doubleValue(), within(2e-10));
    assertThat(exact.deviation()).isEqualTo(variance.sqrt(digits).doubleValue(), within(1e-14));
    assertThat(exact.slopePerMinute()).isEqualTo(slope.doubleValue() * 60_000, within(1e-11));
  }

  @Test
  void when_aFrameHoldsRawReadingsOrSums_then_theFiguresAreTheSame() {
    for (int readings = 1; readings <= 3 * Frame.MAX_READINGS; readings++) {
      double[] values = random.ints(readings, 400, 900).mapToDouble(i -> i / 8.0).toArray();
      double[] pivot = PIVOT.clone();
      Arrays.fill(pivot, values[0]);
      Frame one = new Frame(10_000);
      WindowStats apart = new WindowStats();
      apart.begin(0, pivot);
      for (int i = 0; i < readings; i++) {
        int observations = Observations.withOxygen(Observations.NONE, i % 3 == 0);
        one.add(10_000 + 7 * i, row(values[i]), observations, pivot, scratch);
        Frame each = new Frame(10_000);
        each.add(10_000 + 7 * i, row(values[i]), observations, pivot, scratch);
        apart.add(each, scratch);
      }
      WindowStats together = new WindowStats();
      together.begin(0, pivot);
      together.add(one, scratch);
      assertThat(Figures.of(together).difference(Figures.of(apart)))
          .as("%s readings", readings)
          .isNull();
      one.close(pivot, scratch);
      WindowStats closed = new WindowStats();
      closed.begin(0, pivot);
      closed.add(one, scratch);
      assertThat(Figures.of(closed).difference(Figures.of(together)))
          .as("%s readings, packed", readings)
          .isNull();
    }
  }

  private void assertPrecise(IntToDoubleFunction values, int readings) {
    assertPrecise(values, readings, 0, readings);
  }

  private void assertPrecise(IntToDoubleFunction values, int readings, long fromMs, int lengthMs) {
    double[] all = new double[readings];
    Arrays.setAll(all, values);
    ExactFigures exact = new ExactFigures();
    WindowStats stats = window(i -> all[i], readings, fromMs, lengthMs, exact);
    double largest = Arrays.stream(all).map(Math::abs).max().orElseThrow();
    double deviation = exact.deviation();
    double timeDeviation = exact.timeDeviation();
    double lost = square((exact.mean() - all[0]) / deviation);
    double lostTime = square(exact.meanTime() / timeDeviation);

    assertThat(stats.count(VITAL)).isEqualTo(readings);
    assertThat(stats.mean(VITAL)).isCloseTo(exact.mean(), within(1e-13 * largest));
    assertThat(square(stats.standardDeviation(VITAL) / deviation))
        .as("variance")
        .isCloseTo(1, within(BOUND * (1 + lost)));
    assertThat(stats.slopePerMinute(VITAL))
        .as("slope")
        .isCloseTo(
            exact.slopePerMinute(),
            within(BOUND * (1 + lost) * (1 + lostTime) * deviation / timeDeviation * 60_000));
  }

  /** One window of many frames, in which the readings are spread evenly over a stretch of time. */
  private WindowStats window(
      IntToDoubleFunction values, int readings, long fromMs, int lengthMs, ExactFigures exact) {
    double[] pivot = PIVOT.clone();
    Arrays.fill(pivot, values.applyAsDouble(0));
    long frameMs = Math.max(1, lengthMs / FRAMES);
    WindowStats stats = new WindowStats();
    stats.begin(0, pivot);
    Frame frame = new Frame(fromMs);
    for (int i = 0; i < readings; i++) {
      long timeMs = fromMs + (long) i * lengthMs / readings;
      if (timeMs >= frame.startMs + frameMs) {
        stats.add(frame, scratch);
        frame = new Frame(frame.startMs + frameMs);
      }
      double value = values.applyAsDouble(i);
      frame.add(timeMs, row(value), Observations.NONE, pivot, scratch);
      exact.add(timeMs, value);
    }
    stats.add(frame, scratch);
    return stats;
  }

  private static double[] row(double value) {
    double[] row = new double[Vital.COUNT];
    Arrays.fill(row, Double.NaN);
    row[VITAL.index()] = value;
    return row;
  }

  private static double square(double x) {
    return x * x;
  }
}

package io.vitalgrid.pipeline.clinical;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What counts, and what is too old: windows of 5 min, values count for 30 min. */
class News2ScorerTest {
  private static final long MINUTE_MS = 60_000;

  /** 10:00. */
  private static final long TEN = 600 * MINUTE_MS;

  private static final News2Policy POLICY =
      News2Policy.of(Duration.ofMinutes(30), Duration.ofMinutes(30));

  private final PatientWindows windows = new PatientWindows();
  private final LastSigns last = new LastSigns();
  private final News2Scorer scorer = new News2Scorer(POLICY);
  private int score;
  private boolean reachesBack;

  private final SlidingWindows operator =
      new SlidingWindows(
          new WindowPolicy(5 * MINUTE_MS, MINUTE_MS, MINUTE_MS),
          (timing, end, revision, late, newest, stats) -> {
            score = scorer.score(stats, last, 1, Math.min(windowsNow(), end));
            reachesBack = scorer.signs().reachBack();
          });

  private long windowsNow() {
    return windows.highestMs();
  }

  private int at(long timeMs, Vital vital, double value) {
    return at(timeMs, vital, value, Observations.NONE);
  }

  private int at(long timeMs, Vital vital, double value, int observations) {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    values[vital.index()] = value;
    last.add(timeMs, values, observations, 5 * MINUTE_MS);
    operator.add(windows, timeMs, values, observations, PatientWindows.NONE);
    return score;
  }

  @Test
  void when_valueIsOlderThanTheWindow_then_itStillCounts_untilItIsTooOld() {
    at(TEN, Vital.SYSTOLIC_BP, 85);

    int inTheWindow = at(TEN + 4 * MINUTE_MS, Vital.HEART_RATE, 70);
    assertThat(reachesBack).isFalse();
    int beforeTheWindow = at(TEN + 20 * MINUTE_MS, Vital.HEART_RATE, 70);
    assertThat(reachesBack).isTrue();
    int exactlySoOld = at(TEN + 30 * MINUTE_MS, Vital.HEART_RATE, 70);
    int oneMsOlder = at(TEN + 30 * MINUTE_MS + 1, Vital.HEART_RATE, 70);

    assertThat(News2.total(inTheWindow)).isEqualTo(3);
    assertThat(News2.total(beforeTheWindow)).isEqualTo(3);
    assertThat(News2.total(exactlySoOld)).isEqualTo(3);
    assertThat(News2.total(oneMsOlder)).isZero();
    assertThat(News2.isMissing(exactlySoOld, Parameter.SYSTOLIC_BP)).isFalse();
    assertThat(News2.isMissing(oneMsOlder, Parameter.SYSTOLIC_BP)).isTrue();
  }

  @Test
  void when_consciousnessWasSaidLongAgo_then_theSameHolds() {
    int confused = Observations.withConsciousness(Observations.NONE, 'C');
    at(TEN, Vital.HEART_RATE, 70, confused);

    assertThat(News2.total(at(TEN + 29 * MINUTE_MS, Vital.HEART_RATE, 70))).isEqualTo(3);
    assertThat(News2.total(at(TEN + 31 * MINUTE_MS, Vital.HEART_RATE, 70))).isZero();
  }

  @Test
  void when_valueInTheWindowIsTooOld_then_itIsMissing() {
    News2Scorer strict =
        new News2Scorer(News2Policy.of(Duration.ofMinutes(1), Duration.ofMinutes(30)));
    at(TEN, Vital.SPO2, 85);
    at(TEN + 2 * MINUTE_MS, Vital.HEART_RATE, 70);
    PatientWindows other = new PatientWindows();
    int[] scored = new int[1];
    SlidingWindows sameStream =
        new SlidingWindows(
            new WindowPolicy(5 * MINUTE_MS, MINUTE_MS, MINUTE_MS),
            (timing, end, revision, late, newest, stats) ->
                scored[0] = strict.score(stats, last, 1, other.highestMs()));
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    values[Vital.SPO2.index()] = 85;
    sameStream.add(other, TEN, values, 0, PatientWindows.NONE);
    assertThat(News2.total(scored[0])).isEqualTo(3);
    values[Vital.SPO2.index()] = Double.NaN;
    values[Vital.HEART_RATE.index()] = 70;
    sameStream.add(other, TEN + 2 * MINUTE_MS, values, 0, PatientWindows.NONE);

    assertThat(News2.isMissing(scored[0], Parameter.SPO2)).isTrue();
    assertThat(News2.total(scored[0])).isZero();
  }

  @Test
  void when_everythingIsTooOld_then_noScore() {
    at(TEN, Vital.SPO2, 85);

    assertThat(at(TEN + 60 * MINUTE_MS, Vital.GLUCOSE, 5)).isEqualTo(News2.NONE);
  }

  @Test
  void when_agesDiffer_then_eachParameterHasItsOwn() {
    long[] ages = POLICY.maxAgeMs().clone();
    ages[Parameter.TEMPERATURE.index()] = 240 * MINUTE_MS;
    News2Scorer own = new News2Scorer(new News2Policy(ages, 1));
    at(TEN, Vital.TEMPERATURE, 34);
    at(TEN, Vital.SPO2, 85);
    at(TEN + 60 * MINUTE_MS, Vital.HEART_RATE, 70);
    int[] scored = new int[1];
    new SlidingWindows(
            new WindowPolicy(5 * MINUTE_MS, MINUTE_MS, MINUTE_MS),
            (timing, end, revision, late, newest, stats) ->
                scored[0] = own.score(stats, last, 1, windows.highestMs()))
        .refresh(windows, 0);

    assertThat(News2.points(scored[0], Parameter.TEMPERATURE)).isEqualTo(3);
    assertThat(News2.isMissing(scored[0], Parameter.SPO2)).isTrue();
  }

  @Test
  void when_windowIsAnOlderOne_then_whatWasMeasuredAfterItDoesNotCount() {
    at(TEN, Vital.HEART_RATE, 70);
    double[] later = new double[Vital.COUNT];
    Arrays.fill(later, Double.NaN);
    later[Vital.SPO2.index()] = 85;
    last.add(TEN + 10 * MINUTE_MS, later, 0, 5 * MINUTE_MS);

    operator.settle(windows, TEN + MINUTE_MS);

    assertThat(News2.isMissing(score, Parameter.SPO2)).isTrue();
  }
}

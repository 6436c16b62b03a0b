package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.clinical.News2Policy;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.clinical.Parameter;
import io.vitalgrid.pipeline.event.Admission;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.pack.PackedOutput;
import io.vitalgrid.pipeline.window.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Size 10 s, slide 5 s, lateness 5 s; values count for a minute, trends are of 20 s. */
class MonitorNews2Test implements MonitorOutput {
  private static final PatientKey P1 = new PatientKey("P1", 1);
  private static final MonitorPolicy POLICY =
      new MonitorPolicy(
          Events.TOPIC,
          10_000,
          5_000,
          5_000,
          600_000,
          false,
          News2Policy.of(Duration.ofMinutes(1), Duration.ofSeconds(20)));

  private final Events events = new Events();
  private final List<Pane> panes = new ArrayList<>();
  private Monitor monitor = newMonitor();
  private PatientState state;

  private Monitor newMonitor() {
    return new Monitor(POLICY, this, new Tally(), () -> 0);
  }

  private Pane give(long timeMs, Vital vital, double value) {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    values[vital.index()] = value;
    monitor.apply(
        new Vitals(P1, timeMs, events.origin(0), null, Vitals.NO_SEQ, values, Observations.NONE));
    return panes.get(panes.size() - 1);
  }

  @Test
  void when_pressureIsTakenRarely_then_itCountsUntilItIsTooOld() {
    give(0, Vital.SYSTOLIC_BP, 85);

    Pane later = give(60_000, Vital.HEART_RATE, 70);
    Pane tooOld = give(60_001, Vital.HEART_RATE, 70);

    assertThat(News2.total(later.news2())).isEqualTo(3);
    assertThat(later.earlier().atMs(Parameter.SYSTOLIC_BP)).isZero();
    assertThat(News2.total(tooOld.news2())).isZero();
    assertThat(News2.missingNames(tooOld.news2())).contains("systolic_bp");
  }

  /** The newest pressure is of after windows that settle later: there the one before counts. */
  @Test
  void when_pressureIsTakenAnew_then_theOneBeforeCountsInWindowsThatAreNotSettled() {
    give(0, Vital.SYSTOLIC_BP, 85);
    give(14_000, Vital.HEART_RATE, 70);
    give(26_000, Vital.SYSTOLIC_BP, 120);
    give(27_000, Vital.SYSTOLIC_BP, 121);
    monitor.advance(20_000);
    monitor.settleDue(10);

    assertThat(settledPane(15_000).earlier().atMs(Parameter.SYSTOLIC_BP)).isZero();
    assertThat(News2.total(settledPane(15_000).news2())).isEqualTo(3);
    assertThat(News2.total(settledPane(20_000).news2())).isEqualTo(3);
  }

  @Test
  void when_consciousnessIsSaidAnew_then_theSameHolds() {
    observe(0, Observations.withConsciousness(Observations.NONE, 'C'));
    give(14_000, Vital.HEART_RATE, 70);
    observe(26_000, Observations.withConsciousness(Observations.NONE, 'A'));
    monitor.advance(20_000);
    monitor.settleDue(10);

    assertThat(News2.total(settledPane(15_000).news2())).isEqualTo(3);
  }

  @Test
  void when_laneIsRestoredInBetween_then_theValueBeforeIsNotLost() {
    give(0, Vital.SYSTOLIC_BP, 85);
    give(14_000, Vital.HEART_RATE, 70);
    give(26_000, Vital.SYSTOLIC_BP, 120);
    PatientState copy = PatientState.fromRow(P1, state.toRow(new PackedOutput(64)));
    monitor = newMonitor();
    monitor.restore(List.of(copy), 0, true);
    monitor.advance(20_000);
    monitor.settleDue(10);

    assertThat(News2.total(settledPane(15_000).news2())).isEqualTo(3);
  }

  /** What a device has kept may come after a newer value of another one. */
  @Test
  void when_theValueBeforeComesLate_then_itCounts() {
    give(14_000, Vital.HEART_RATE, 70);
    give(26_000, Vital.SYSTOLIC_BP, 120);
    give(0, Vital.SYSTOLIC_BP, 85);
    monitor.advance(20_000);
    monitor.settleDue(10);

    assertThat(News2.total(settledPane(15_000).news2())).isEqualTo(3);
  }

  /** The watermark is 4 s behind and readings are 8 s late at most: both within a window. */
  @Test
  void when_signsAreRareAndOutOfOrder_then_settledPanesHaveTheNewestOfTheirTime() {
    int reachedBack = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      monitor = newMonitor();
      List<NavigableMap<Long, Double>> readings =
          Stream.<NavigableMap<Long, Double>>generate(TreeMap::new).limit(Vital.COUNT).toList();
      long nowMs = 1;
      for (int i = 0; i < 60; i++) {
        nowMs += 2 * random.nextLong(3) * random.nextLong(4_000);
        long timeMs = nowMs - (random.nextInt(3) == 0 ? 2 * random.nextInt(4_000) : 0);
        Vital vital = Vital.of(random.nextInt(Vital.COUNT));
        double value = 30 + random.nextInt(10);
        panes.clear();
        monitor.advance(nowMs - 4_000); // by events of others
        give(timeMs, vital, value);
        reachedBack += checkSettled(readings, seed);
        readings.get(vital.index()).put(timeMs, value);
        panes.clear();
        monitor.settleDue(random.nextInt(2));
        reachedBack += checkSettled(readings, seed);
      }
    }
    assertThat(reachedBack).isGreaterThan(10_000);
  }

  /** Returns how many values were from before their window. */
  private int checkSettled(List<NavigableMap<Long, Double>> readings, int seed) {
    int reachedBack = 0;
    for (Pane pane : panes) {
      for (int i = 0; pane.timing() == Timing.ON_TIME && i < Parameter.COUNT; i++) {
        Parameter parameter = Parameter.of(i);
        Map.Entry<Long, Double> newest =
            parameter.vital() == null
                ? null
                : readings.get(parameter.vital().index()).floorEntry(pane.nowMs());
        if (newest != null && newest.getKey() < pane.stats().startMs()) {
          reachedBack++;
          assertThat(pane.earlier()).as("seed %s", seed).isNotNull();
          assertThat(pane.earlier().atMs(parameter)).as("seed %s", seed).isEqualTo(newest.getKey());
          assertThat(pane.earlier().value(parameter)).isEqualTo(newest.getValue());
        }
      }
    }
    return reachedBack;
  }

  private Pane settledPane(long endMs) {
    return panes.stream()
        .filter(pane -> pane.timing() == Timing.ON_TIME && pane.endMs() == endMs)
        .reduce((first, last) -> last)
        .orElseThrow();
  }

  private void observe(long timeMs, int observations) {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    monitor.apply(
        new Vitals(P1, timeMs, events.origin(0), null, Vitals.NO_SEQ, values, observations));
  }

  @Test
  void when_lateReadingIsOfAnOlderWindow_then_itCountsAtOnce_unlessItIsTooLate() {
    give(30_000, Vital.HEART_RATE, 70);
    assertThat(News2.total(give(15_000, Vital.SYSTOLIC_BP, 85).news2())).isEqualTo(3);

    monitor.advance(60_000);
    give(40_000, Vital.SPO2, 80);
    assertThat(News2.isMissing(give(62_000, Vital.HEART_RATE, 70).news2(), Parameter.SPO2))
        .as("too late for every window")
        .isTrue();
  }

  @Test
  void when_profileHasScaleTwo_then_theSaturationIsScoredByIt() {
    assertThat(News2.total(give(1_000, Vital.SPO2, 90).news2())).isEqualTo(3);
    Profile profile =
        new Profile(1_500, null, 74, "Other", 130, 72, 240, 31.5, true, false, 5, 1, "Home", 2);
    monitor.apply(new Admission(P1, 1_500, events.origin(0), profile));

    Pane scored = panes.get(panes.size() - 1);
    assertThat(News2.total(scored.news2())).isZero();
    assertThat(News2.spo2Scale(scored.news2())).isEqualTo(2);
  }

  @Test
  void when_laneIsRestored_then_lastValuesAndTrendGoOn() {
    give(0, Vital.SYSTOLIC_BP, 85);
    give(10_000, Vital.HEART_RATE, 70);
    PatientState copy = PatientState.fromRow(P1, state.toRow(new PackedOutput(64)));
    monitor = newMonitor();
    monitor.restore(List.of(copy), 0, true);

    Pane risen = give(25_000, Vital.HEART_RATE, 135);

    assertThat(News2.total(risen.news2())).isEqualTo(6);
    assertThat(risen.riseTenths())
        .as("the pulse was not known in the first of both scores, so only one is compared with")
        .isEqualTo(30);
  }

  @Test
  void when_aPaneIsSaidAgainAfterARestart_then_itsScoreCountsOnceInTheTrend() {
    give(0, Vital.HEART_RATE, 70);
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    values[Vital.HEART_RATE.index()] = 135;
    Vitals event =
        new Vitals(P1, 25_000, events.origin(0), null, Vitals.NO_SEQ, values, Observations.NONE);
    monitor.apply(event);
    int rise = panes.get(panes.size() - 1).riseTenths();
    byte[] before = trend(state);
    PatientState copy = PatientState.fromRow(P1, state.toRow(new PackedOutput(64)));
    panes.clear();
    monitor = newMonitor();
    monitor.restore(List.of(copy), 0, true);
    monitor.apply(event);

    assertThat(panes).extracting(Pane::riseTenths).containsExactly(rise).doesNotContain(0);
    assertThat(rise).isPositive();
    assertThat(trend(copy)).isEqualTo(before);
  }

  private static byte[] trend(PatientState state) {
    PackedOutput out = new PackedOutput(64);
    state.trend.writeTo(out);
    return out.toBytes();
  }

  @Test
  void when_windowIsNotTheNewest_then_itHasNoTrend() {
    give(0, Vital.HEART_RATE, 70);
    give(30_000, Vital.HEART_RATE, 70);
    monitor.advance(20_000);
    monitor.settleDue(10);

    assertThat(panes)
        .filteredOn(pane -> !pane.newest())
        .isNotEmpty()
        .allMatch(pane -> pane.riseTenths() == News2Trend.NONE);
  }

  /** Vitals are sent now and then only, so that scores are often of values before the window. */
  @Test
  void when_whatIsDueSettlesLater_then_itIsScoredTheSame() {
    int waited = 0;
    for (int seed = 0; seed < 3_000; seed++) {
      List<Pane> atOnce = settled(seed, true);
      List<Timing> inOrder = panes.stream().map(Pane::timing).toList();
      List<Pane> later = settled(seed, false);
      waited += inOrder.equals(panes.stream().map(Pane::timing).toList()) ? 0 : 1;
      assertThat(later).as("seed %s", seed).hasSameSizeAs(atOnce);
      for (int i = 0; i < later.size(); i++) {
        assertThat(text(later.get(i))).as("seed %s", seed).isEqualTo(text(atOnce.get(i)));
      }
    }
    assertThat(waited).as("some did settle later").isGreaterThan(100);
  }

  /** Dated exactly at the watermark, where a due window ends, which it does not belong to. */
  @Test
  void when_readingIsOfTheVeryEndOfADueWindow_then_itDoesNotCountThere() {
    give(3_000, Vital.HEART_RATE, 70);
    give(8_000, Vital.HEART_RATE, 70);
    monitor.advance(5_000);
    give(5_000, Vital.SYSTOLIC_BP, 85);
    monitor.settleDue(1);

    assertThat(News2.isMissing(settledPane(5_000).news2(), Parameter.SYSTOLIC_BP)).isTrue();
  }

  private static String text(Pane pane) {
    StringBuilder text = new StringBuilder();
    text.append(pane.endMs()).append(' ').append(pane.revision()).append(' ').append(pane.nowMs());
    text.append(' ').append(pane.newest()).append(' ').append(pane.stats().events());
    text.append(' ').append(pane.news2()).append(' ').append(pane.riseTenths());
    for (int i = 0; pane.earlier() != null && i < Parameter.COUNT; i++) {
      text.append(' ').append(pane.earlier().value(Parameter.of(i)));
      text.append(' ').append(pane.earlier().atMs(Parameter.of(i)));
    }
    return text.toString();
  }

  /** The settled panes of a random stream, whether windows settle when they are due or as late. */
  private List<Pane> settled(int seed, boolean atOnce) {
    Random random = new Random(seed);
    panes.clear();
    monitor = newMonitor();
    long nowMs = 0;
    for (int i = 0; i < 60; i++) {
      nowMs += random.nextLong(4) * random.nextLong(2_000);
      long lateMs = random.nextInt(4) == 0 ? random.nextInt(15_000) : 0;
      double[] values = new double[Vital.COUNT];
      Arrays.fill(values, Double.NaN);
      values[random.nextInt(Vital.COUNT)] = 30 + random.nextInt(100);
      int observations =
          random.nextInt(4) == 0
              ? Observations.pack(1 + random.nextInt(2), 1 + random.nextInt(3))
              : Observations.NONE;
      monitor.apply(
          new Vitals(
              P1, nowMs - lateMs, events.origin(0), null, Vitals.NO_SEQ, values, observations));
      if (random.nextInt(3) == 0) {
        monitor.advance(nowMs - random.nextInt(8_000));
        monitor.settleDue(atOnce ? 1 : 0);
      }
    }
    monitor.advance(nowMs + 60_000);
    monitor.settleDue(1);
    return panes.stream().filter(pane -> pane.timing() == Timing.ON_TIME).toList();
  }

  @Override
  public void pane(Pane pane) {
    panes.add(pane);
  }

  @Override
  public void tooLate(TooLate event) {}

  @Override
  public void departed(Departed patient) {}

  @Override
  public void dirty(PatientState changed) {
    state = changed;
  }
}

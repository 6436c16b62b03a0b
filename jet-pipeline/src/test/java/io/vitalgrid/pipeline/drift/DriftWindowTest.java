package io.vitalgrid.pipeline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.cohort.Stay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DriftWindowTest {
  private static final long T = 1_763_800_000_000L / 3_600_000 * 3_600_000;
  private static final long PART_MS = Duration.ofMinutes(10).toMillis();
  private static final DriftPolicy POLICY =
      new DriftPolicy(Duration.ofHours(1).toMillis(), 500, 1000);

  private static final Map<String, ToDoubleFunction<Stay>> FEATURES =
      new java.util.LinkedHashMap<>();

  static {
    FEATURES.put("age", Stay::age);
    FEATURES.put("systolic_bp", Stay::systolicBp);
    FEATURES.put("bmi", Stay::bmi);
    FEATURES.put("cholesterol", Stay::cholesterol);
    FEATURES.put("medication_count", Stay::medicationCount);
    FEATURES.put("length_of_stay", Stay::lengthOfStay);
    FEATURES.put("diabetes", stay -> stay.diabetes() ? 1 : 0);
  }

  private static final int COLUMNS = FEATURES.size();

  @Test
  void when_onePatientSendsAThousandRows_then_oneCountsInEachSixth() {
    DriftWindow window = new DriftWindow(COLUMNS, baseline(), POLICY);
    float[] row = row(Cohort.generate(1, 1).get(0));
    for (int second = 0; second < 3600; second++) {
      window.offer("P1", T + second * 1000L, row, 0, 0.2);
    }
    assertThat(window.counts().rows()).isEqualTo(6);
    assertThat(window.counts().patients()).isEqualTo(1);

    window.offer("P1", T + 2 * 3_600_000, row, 0, 0.2); // an hour later all of that is old
    assertThat(window.counts().rows()).isEqualTo(1);
  }

  /** Printed, not judged: what each scored row costs its lane. */
  @Test
  void when_rowsComeAgainAndAgain_thenALookAtABitIsAllTheyCost() {
    DriftWindow window = new DriftWindow(COLUMNS, baseline(), POLICY);
    String[] patients = new String[10_000];
    for (int i = 0; i < patients.length; i++) {
      patients[i] = "P" + i;
    }
    float[] row = row(Cohort.generate(1, 1).get(0));
    double nanosEach = 0;
    for (int round = 0; round < 300; round++) {
      long start = System.nanoTime();
      for (String patient : patients) {
        window.offer(patient, T + round, row, 0, 0.2);
      }
      nanosEach = (System.nanoTime() - start) / (double) patients.length;
    }
    System.out.printf("%.1f ns a row that is not counted%n", nanosEach);
    assertThat(window.counts().rows()).isBetween(8_000L, 10_000L);
  }

  @Test
  void when_patientsAreFew_then_noFigure_ratherThanAWrongOne() {
    DriftWindow window = new DriftWindow(COLUMNS, baseline(), POLICY);
    offerAll(window, Cohort.generate(400, 3), T, 0);
    assertThat(Drift.of(baseline(), window.counts(), POLICY))
        .allSatisfy(
            drift -> {
              assertThat(drift.psi()).isNaN();
              assertThat(drift.verdict()).isEqualTo("TOO_FEW");
              assertThat(drift.currentCount()).isBetween(390L, 400L);
              assertThat(drift.baselineCount()).isEqualTo(20_000);
            });
  }

  @Test
  void when_aWeekIsSteady_then_noShiftIsTold() {
    Baseline baseline = baseline();
    DriftWindow window = new DriftWindow(COLUMNS, baseline, POLICY);
    List<Stay> pool = Cohort.generate(20_000, 9);
    int admitted = 0;
    List<Integer> here = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    double highest = 0;
    for (int sixth = 0; sixth < 7 * 24 * 6; sixth++) { // patients come and go
      while (here.size() < 1000) {
        here.add(admitted++ % pool.size());
      }
      for (int patient : here) {
        offer(window, patient, pool.get(patient), T + sixth * PART_MS + random.nextInt(600_000), 0);
      }
      here.removeIf(patient -> random.nextInt(100) < 3);
      for (Drift drift : Drift.of(baseline, window.counts(), POLICY)) {
        highest = Math.max(highest, drift.psi());
      }
    }
    System.out.printf(
        "a steady week of 1,000 patients, %d admitted: highest index %.4f%n", admitted, highest);
    assertThat(highest).isLessThan(Psi.MODERATE);
  }

  @Test
  void when_agesShift_then_toldWithinAStatedNumberOfPatients_andOfThatFeatureOnly() {
    Baseline baseline = baseline();
    DriftWindow window = new DriftWindow(COLUMNS, baseline, POLICY);
    List<Stay> pool = Cohort.generate(20_000, 9);
    for (int patient = 0; patient < 6000; patient++) { // one hour
      offer(window, patient, pool.get(patient), T + patient * 600L, 0);
    }
    assertThat(verdict(baseline, window, "age")).isEqualTo("STABLE");

    int moderate = 0;
    int major = 0;
    for (int patient = 6000; major == 0 && patient < 12_000; patient++) { // 15 years older
      offer(window, patient, pool.get(patient), T + patient * 600L, 15);
      String verdict = verdict(baseline, window, "age");
      moderate = moderate == 0 && verdict.equals("MODERATE") ? patient - 6000 : moderate;
      major = verdict.equals("MAJOR") ? patient - 6000 : 0;
    }
    System.out.printf(
        "15 years older, window of 6,000 patients: MODERATE after %d, MAJOR after %d patients%n",
        moderate, major);
    assertThat(moderate).isBetween(1, 3000);
    assertThat(major).isBetween(1, 5000);
    assertThat(verdict(baseline, window, "bmi")).isEqualTo("STABLE");
  }

  @Test
  void when_modelBringsNoBaseline_then_itIsLearnedFromTheFirstRows() {
    DriftWindow window = new DriftWindow(COLUMNS, null, POLICY);
    List<Stay> stays = Cohort.generate(4000, 5);
    offerAll(window, stays.subList(0, 990), T, 0);
    assertThat(window.firstRows()).isNull();
    assertThat(window.counts()).isNull();
    offerAll(window, stays.subList(1000, 2000), T + PART_MS, 0);
    float[][] columns = window.firstRows();
    assertThat(columns).hasDimensions(COLUMNS + 1, 1000);

    Baseline learned = Baseline.of(Baseline.FIRST_ROWS, names(), columns);
    window.use(learned);
    offerAll(window, stays.subList(2000, 4000), T + 2 * PART_MS, 0);
    assertThat(verdict(learned, window, "age")).isEqualTo("STABLE");
    assertThat(verdict(learned, window, "risk")).isEqualTo("STABLE");
  }

  @Test
  void when_twoMembersCount_then_theirCountsAddUp() {
    Baseline baseline = baseline();
    List<Stay> stays = Cohort.generate(1000, 5);
    DriftWindow one = new DriftWindow(COLUMNS, baseline, POLICY);
    DriftWindow other = new DriftWindow(COLUMNS, baseline, POLICY);
    offerAll(one, stays.subList(0, 500), T, 0);
    offerAll(other, stays.subList(500, 1000), T, 0);

    Counts sum =
        Counts.none(baseline.binCount())
            .with(Counts.ofBytes(one.counts().toBytes()))
            .with(Counts.ofBytes(other.counts().toBytes()));

    assertThat(sum.rows()).isEqualTo(one.counts().rows() + other.counts().rows());
    assertThat(sum.patients()).isEqualTo(sum.rows());
    assertThat(Drift.of(baseline, sum, POLICY)).noneMatch(drift -> Double.isNaN(drift.psi()));
    assertThat(sum.with(Counts.none(3))).isEqualTo(sum); // of another baseline
  }

  private static String verdict(Baseline baseline, DriftWindow window, String feature) {
    return Drift.of(baseline, window.counts(), POLICY).stream()
        .filter(drift -> drift.feature().equals(feature))
        .findFirst()
        .orElseThrow()
        .verdict();
  }

  private static void offerAll(DriftWindow window, List<Stay> stays, long timeMs, double older) {
    for (Stay stay : stays) {
      window.offer(stay.patientId(), timeMs, row(stay, older), 0, risk(stay));
    }
  }

  private static void offer(DriftWindow window, int patient, Stay stay, long timeMs, double older) {
    window.offer("P" + patient, timeMs, row(stay, older), 0, risk(stay));
  }

  private static double risk(Stay stay) {
    return stay.age() / 200.0;
  }

  private static float[] row(Stay stay) {
    return row(stay, 0);
  }

  private static float[] row(Stay stay, double older) {
    float[] row = new float[COLUMNS];
    int column = 0;
    for (ToDoubleFunction<Stay> feature : FEATURES.values()) {
      row[column++] = (float) feature.applyAsDouble(stay);
    }
    row[0] += (float) older;
    return row;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(FEATURES.keySet());
    names.add(Baseline.RISK);
    return names;
  }

  /** Of 20,000 other stays of the same kind. */
  private static Baseline baseline() {
    List<Stay> stays = Cohort.generate(20_000, 42);
    float[][] columns = new float[COLUMNS + 1][stays.size()];
    for (int s = 0; s < stays.size(); s++) {
      float[] row = row(stays.get(s));
      for (int c = 0; c < COLUMNS; c++) {
        columns[c][s] = row[c];
      }
      columns[COLUMNS][s] = (float) risk(stays.get(s));
    }
    return Baseline.of(Baseline.TRAINING, names(), columns);
  }

  @Test
  void when_baselineIsWritten_then_itIsReadAsItWas() {
    Baseline baseline = baseline();
    Baseline read = Baseline.ofJson(baseline.toJson());
    assertThat(read.toJson()).isEqualTo(baseline.toJson());
    assertThat(read.isOf(List.copyOf(FEATURES.keySet()))).isTrue();
    assertThat(read.isOf(List.of("age", "bmi"))).isFalse();
    assertThat(
            read.features().stream().map(Baseline.OfFeature::name).collect(Collectors.joining(",")))
        .isEqualTo(String.join(",", names()));
  }
}

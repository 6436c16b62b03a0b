package io.vitalgrid.sql;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.DeviceRow;
import io.vitalgrid.grid.row.DriftRow;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.MemberRow;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.grid.row.ScoringRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * A member with the schema and three patients: P1 in ICU-2 with everything, P2 without a ward, and
 * P3 without an admission record, hence without a risk.
 */
final class TestGrid implements AutoCloseable {
  static final String CLUSTER_NAME = "sql-test";

  /** 2025-11-22T10:15:30.123Z. */
  static final long EVENT_TIME_MS = 1_763_806_530_123L;

  static final long WINDOW_START_MS = 1_763_806_260_000L;
  static final long WINDOW_END_MS = 1_763_806_560_000L;

  private final int port = FreePort.onLoopback();
  private final HazelcastInstance member;

  TestGrid() {
    member =
        Hazelcast.newHazelcastInstance(
            GridConfig.create(
                Settings.defaults()
                    .with(GridSettings.GRID_CLUSTER_NAME, CLUSTER_NAME)
                    .with(GridSettings.GRID_PORT, port)));
    Schema.apply(member);
    fill();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  HazelcastInstance member() {
    return member;
  }

  private void fill() {
    member.getMap(Maps.PATIENTS).put("P1", patient(profile("ICU-2")));
    member.getMap(Maps.PATIENTS).put("P2", patient(profile(null)));
    member.getMap(Maps.PATIENTS).put("P3", patient(null));
    member.getMap(Maps.PREDICTIONS).put("P1", prediction(0.1931, 5));
    member.getMap(Maps.PREDICTIONS).put("P2", prediction(0.75, 7));
    member.getMap(Maps.PREDICTIONS).put("P3", prediction(Double.NaN, PredictionRow.NO_NEWS2));
    member.getMap(Maps.WINDOWS).put(new WindowKey("P1", WINDOW_END_MS), window("LATE", 9));
    member
        .getMap(Maps.WINDOWS)
        .put(new WindowKey("P1", WINDOW_END_MS + 60_000), window("ON_TIME", 8));
    member
        .getMap(Maps.LATE_EVENTS)
        .put("MON-17/7", new LateEventRow("P1", EVENT_TIME_MS, EVENT_TIME_MS + 480_000, 480_000));
    member
        .getMap(Maps.MODELS)
        .put(
            new ModelKey("readmission", 3),
            new ModelRow(
                new byte[] {1},
                "ab12",
                ModelRow.ONNX,
                "{}",
                "age,bmi",
                ModelRow.CHAMPION,
                1,
                false,
                "first model",
                EVENT_TIME_MS,
                EVENT_TIME_MS));
    member.getMap(Maps.SCORING).put("uuid-1", scoringRow(100, -0.02, 0.6));
    member.getMap(Maps.SCORING).put("uuid-2", scoringRow(300, 0.02, Double.NaN));
    member.getMap(Maps.OUTCOMES).put("P1", true);
    member
        .getMap(Maps.ALERTS)
        .put(
            "model/readmission@4",
            new AlertRow(
                null, AlertRow.MODEL_DEMOTED, "HIGH", "it gave NaN", EVENT_TIME_MS, Times.NONE));
    member
        .getMap(Maps.DEVICES)
        .put(
            "MON-17",
            new DeviceRow(
                "P000123",
                "STUCK",
                "the same reading 20 times in a row",
                "STUCK",
                EVENT_TIME_MS,
                EVENT_TIME_MS,
                1100,
                "STUCK " + EVENT_TIME_MS + " the same reading 20 times in a row"));
    member
        .getMap(Maps.DRIFT)
        .put("age", new DriftRow(0.3, "MAJOR", 9, 8, "readmission@3", "TRAINING", EVENT_TIME_MS));
    member.getMap(Maps.MEMBERS).put("uuid-1", memberRow());
  }

  private static Profile profile(String ward) {
    return new Profile(
        EVENT_TIME_MS, ward, 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Home");
  }

  private static PatientRow patient(Profile profile) {
    double[] last = nan();
    long[] lastAt = new long[Vital.COUNT];
    Arrays.fill(lastAt, Times.NONE);
    last[Vital.HEART_RATE.index()] = 82;
    lastAt[Vital.HEART_RATE.index()] = EVENT_TIME_MS;
    return new PatientRow(profile, last, lastAt, EVENT_TIME_MS, 3, new byte[] {1, 2});
  }

  private static PredictionRow prediction(double risk, int news2) {
    return new PredictionRow(
        "MON-17/1042",
        EVENT_TIME_MS,
        "EARLY",
        7,
        WINDOW_START_MS,
        WINDOW_END_MS,
        risk,
        Double.isNaN(risk) ? PredictionRow.NO_PROFILE : PredictionRow.SCORED,
        "readmission@3",
        news2,
        news2 == PredictionRow.NO_NEWS2 ? null : "MEDIUM",
        EVENT_TIME_MS + 8,
        new float[] {74, 31.5f});
  }

  private static ScoringRow scoringRow(long rows, double difference, double auc) {
    return new ScoringRow(
        "readmission@3",
        EVENT_TIME_MS,
        0,
        "readmission@4",
        rows,
        5,
        difference,
        0.03,
        0.9,
        0.1,
        Double.isNaN(auc) ? 0 : 10,
        auc,
        auc,
        20,
        0.01,
        0.5,
        EVENT_TIME_MS);
  }

  private static WindowRow window(String timing, long revision) {
    long[] count = new long[Vital.COUNT];
    long[] lastAt = new long[Vital.COUNT];
    Arrays.fill(lastAt, Times.NONE);
    double[] mean = nan();
    count[Vital.HEART_RATE.index()] = 12;
    mean[Vital.HEART_RATE.index()] = 81.5;
    return new WindowRow(
        WINDOW_START_MS,
        timing,
        revision,
        12,
        2,
        count,
        mean,
        nan(),
        nan(),
        nan(),
        nan(),
        lastAt,
        nan(),
        0.25,
        "readmission@3");
  }

  private static MemberRow memberRow() {
    long[] counters = LongStream.range(100, 100 + Counter.COUNT).toArray();
    return new MemberRow(
        "127.0.0.1:5701", counters, Times.NONE, 1.5, 9.75, 20.25, new byte[] {1}, EVENT_TIME_MS);
  }

  private static double[] nan() {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  @Override
  public void close() {
    member.shutdown();
  }
}

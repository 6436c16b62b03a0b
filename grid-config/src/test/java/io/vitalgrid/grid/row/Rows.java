package io.vitalgrid.grid.row;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.Vital;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Rows of a test: full ones, in which no two values are equal, and ones as empty as can be. */
final class Rows {
  private static final double[] NO_NUMBERS = new double[Vital.COUNT];
  private static final long[] NO_TIMES = new long[Vital.COUNT];

  static {
    Arrays.fill(NO_NUMBERS, Double.NaN);
    Arrays.fill(NO_TIMES, Times.NONE);
  }

  private Rows() {}

  static PatientRow patient() {
    Profile profile =
        new Profile(
            -1, "ICU-2", 74, "Female", 130, 72, 240.5, 31.5, true, false, 5, 1, "Nursing_Facility");
    return new PatientRow(
        profile, numbers(0.5), times(1_763_806_530_000L), 1_763_806_539_999L, 7, bytes(3));
  }

  static PatientRow patientWithoutProfile() {
    return new PatientRow(null, NO_NUMBERS, NO_TIMES, 0, 0, bytes(0));
  }

  static PatientRow patientWithoutWard() {
    Profile profile = new Profile(0, null, 0, "Other", 0, 0, 0.0, 0.0, false, true, 0, 0, "Home");
    return new PatientRow(profile, NO_NUMBERS, NO_TIMES, Times.NONE, 1, bytes(1));
  }

  static PredictionRow prediction() {
    return new PredictionRow(
        "MON-17/1042",
        1_763_806_530_123L,
        "EARLY",
        7,
        1_763_806_260_000L,
        1_763_806_560_000L,
        0.1931,
        PredictionRow.SCORED,
        "readmission@3",
        5,
        "MEDIUM",
        1_763_806_530_131L,
        new float[] {74, 31.5f, Float.NaN});
  }

  static PredictionRow predictionWithoutRisk() {
    return new PredictionRow(
        "MON-17/1042",
        1,
        "EARLY",
        1,
        0,
        300_000,
        Double.NaN,
        PredictionRow.NO_PROFILE,
        "readmission@3",
        PredictionRow.NO_NEWS2,
        null,
        2,
        null);
  }

  static ModelRow model() {
    return new ModelRow(
        new byte[] {0, -1, 1},
        "ab12",
        ModelRow.ONNX,
        "{}",
        "age,bmi",
        ModelRow.RETIRED,
        3,
        true,
        "replaced by readmission@4",
        5,
        6);
  }

  static ScoringRow scoring() {
    return new ScoringRow(
        "readmission@3",
        1,
        2,
        "readmission@4",
        5,
        6,
        -0.01,
        0.02,
        0.9,
        0.03,
        7,
        0.6,
        0.7,
        8.5,
        0.1,
        0.2,
        9);
  }

  static ScoringRow scoringWithoutShadow() {
    double none = Double.NaN;
    return new ScoringRow(
        "readmission@3",
        1,
        0,
        null,
        0,
        0,
        none,
        none,
        none,
        none,
        0,
        none,
        none,
        none,
        none,
        none,
        9);
  }

  static WindowRow window() {
    return new WindowRow(
        1_763_806_260_000L,
        "LATE",
        9,
        12,
        2,
        times(100),
        numbers(1.25),
        numbers(11.25),
        numbers(21.25),
        numbers(31.25),
        numbers(41.25),
        times(1_763_806_270_000L),
        numbers(-51.25),
        0.25,
        "readmission@3");
  }

  static WindowRow windowWithoutReadings() {
    return new WindowRow(
        0,
        "ON_TIME",
        1,
        1,
        0,
        new long[Vital.COUNT],
        NO_NUMBERS,
        NO_NUMBERS,
        NO_NUMBERS,
        NO_NUMBERS,
        NO_NUMBERS,
        NO_TIMES,
        NO_NUMBERS,
        Double.NaN,
        null);
  }

  static MemberRow member() {
    long[] counters = LongStream.range(1000, 1000 + Counter.COUNT).toArray();
    return new MemberRow(
        "127.0.0.1:5701", counters, 1_763_806_530_000L, 1.5, 9.75, 20.25, bytes(300), 1_763L);
  }

  static MemberRow memberAtStart() {
    return new MemberRow(
        "127.0.0.1:5701",
        new long[Counter.COUNT],
        Times.NONE,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        bytes(0),
        1);
  }

  private static double[] numbers(double first) {
    return DoubleStream.iterate(first, value -> value + 1).limit(Vital.COUNT).toArray();
  }

  private static long[] times(long first) {
    return LongStream.range(first, first + Vital.COUNT).toArray();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i - 1);
    }
    return bytes;
  }
}

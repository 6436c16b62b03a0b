package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import java.util.Arrays;

/**
 * Running sums of readings, for each vital, in one {@code double[]}: what frames store and what
 * windows are merged from.
 *
 * <p>Values enter as deviations {@code d} from a pivot (the patient's first reading of that vital),
 * times as offsets {@code t} in ms from the start of the frame or window. Because all frames of a
 * patient share the pivot, merging is addition, and because {@code d} is small beside the value,
 * the variance loses nothing to cancellation: for n readings its relative error stays within n *
 * 2<sup>-53</sup> * (1 + (mean - pivot)² / variance), see [1] on shifted data. Measured for a
 * million readings, in whatever order: 10<sup>-12</sup> in place of the first two factors; for the
 * slope times the like factor of the times, whose pivot is the start of the window.
 *
 * <p>[1] Chan, Golub, LeVeque: Algorithms for Computing the Sample Variance, 1983.
 */
final class Sums {
  static final int N = 0;
  static final int D = 1;
  static final int DD = 2;
  static final int T = 3;
  static final int TT = 4;
  static final int TD = 5;
  static final int MIN = 6;
  static final int MAX = 7;
  static final int LAST = 8;
  static final int LAST_AT = 9;
  static final int STRIDE = 10;

  /** The observations that are no numbers have only a last value and its time. */
  static final int OXYGEN = Vital.COUNT * STRIDE;

  static final int CONSCIOUSNESS = OXYGEN + 2;
  static final int LENGTH = CONSCIOUSNESS + 2;

  private static final double[] EMPTY = emptySums();

  private Sums() {}

  static double[] create() {
    return EMPTY.clone();
  }

  static void clear(double[] sums) {
    System.arraycopy(EMPTY, 0, sums, 0, LENGTH);
  }

  /** Adds one reading; absent values are NaN. */
  static void add(double[] sums, double offset, double[] row, int at, int obs, double[] pivot) {
    for (int v = 0, i = 0; v < Vital.COUNT; v++, i += STRIDE) {
      double value = row[at + v];
      if (!Double.isNaN(value)) {
        double d = value - pivot[v];
        sums[i + N] += 1;
        sums[i + D] += d;
        sums[i + DD] += d * d;
        sums[i + T] += offset;
        sums[i + TT] += offset * offset;
        sums[i + TD] += offset * d;
        sums[i + MIN] = Math.min(sums[i + MIN], value);
        sums[i + MAX] = Math.max(sums[i + MAX], value);
        if (offset >= sums[i + LAST_AT]) {
          sums[i + LAST] = value;
          sums[i + LAST_AT] = offset;
        }
      }
    }
    if (obs != Observations.NONE) {
      observe(sums, OXYGEN, Observations.oxygenCode(obs), offset);
      observe(sums, CONSCIOUSNESS, Observations.consciousnessCode(obs), offset);
    }
  }

  /** Adds the sums of a stretch that starts {@code shift} ms after the start of these. */
  static void merge(double[] sums, double[] from, double shift) {
    for (int i = 0; i < OXYGEN; i += STRIDE) {
      double n = from[i + N];
      if (n != 0) {
        double d = from[i + D];
        double t = from[i + T];
        sums[i + N] += n;
        sums[i + D] += d;
        sums[i + DD] += from[i + DD];
        sums[i + T] += t + n * shift;
        sums[i + TT] += from[i + TT] + 2 * shift * t + n * shift * shift;
        sums[i + TD] += from[i + TD] + shift * d;
        sums[i + MIN] = Math.min(sums[i + MIN], from[i + MIN]);
        sums[i + MAX] = Math.max(sums[i + MAX], from[i + MAX]);
        double lastAt = from[i + LAST_AT] + shift;
        if (lastAt >= sums[i + LAST_AT]) {
          sums[i + LAST] = from[i + LAST];
          sums[i + LAST_AT] = lastAt;
        }
      }
    }
    mergeObservation(sums, from, OXYGEN, shift);
    mergeObservation(sums, from, CONSCIOUSNESS, shift);
  }

  private static void mergeObservation(double[] sums, double[] from, int i, double shift) {
    if (from[i + 1] >= 0) {
      observe(sums, i, (int) from[i], from[i + 1] + shift);
    }
  }

  private static void observe(double[] sums, int i, int code, double offset) {
    if (code != 0 && offset >= sums[i + 1]) {
      sums[i] = code;
      sums[i + 1] = offset;
    }
  }

  private static double[] emptySums() {
    double[] sums = new double[LENGTH];
    for (int i = 0; i < OXYGEN; i += STRIDE) {
      sums[i + MIN] = Double.POSITIVE_INFINITY;
      sums[i + MAX] = Double.NEGATIVE_INFINITY;
      sums[i + LAST] = Double.NaN;
      sums[i + LAST_AT] = -1;
    }
    Arrays.fill(sums, OXYGEN, LENGTH, 0);
    sums[OXYGEN + 1] = -1;
    sums[CONSCIOUSNESS + 1] = -1;
    return sums;
  }
}

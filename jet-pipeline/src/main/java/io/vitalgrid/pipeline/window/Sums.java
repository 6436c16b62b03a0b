package io.vitalgrid.pipeline.window;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * Running sums of readings, for each vital, in one {@code double[]}: what frames store and what
 * windows are merged from.
 *
 * <p>Values enter as deviations {@code d} in thousandths from a pivot (the patient's first reading
 * of that vital), see {@link Decimals}; times as offsets {@code t} in ms from the start of the
 * frame or window. Because all frames of a patient share the pivot, merging is addition, and
 * because {@code d} is small beside the value, the variance loses nothing to cancellation: for n
 * readings its relative error stays within n * 2<sup>-53</sup> * (1 + (mean - pivot)² / variance),
 * see [1] on shifted data. Measured for a million readings, in whatever order: 10<sup>-12</sup> in
 * place of the first two factors; for the slope times the like factor of the times, whose pivot is
 * the start of the window.
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
  static void add(double[] sums, double offset, double[] values, int obs, double[] pivot) {
    for (int v = 0, i = 0; v < Vital.COUNT; v++, i += STRIDE) {
      double value = values[v];
      if (!Double.isNaN(value)) {
        double d = Decimals.deviation(value, pivot[v]);
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

  /**
   * Writes them in a sixth of their size or so: vitals that were read together share their times.
   */
  static void write(PackedOutput out, double[] sums, double[] pivot) {
    int present = 0;
    int shared = 0;
    int before = -1;
    for (int v = 0, i = 0; v < Vital.COUNT; v++, i += STRIDE) {
      if (sums[i + N] != 0) {
        present |= 1 << v;
        if (before >= 0 && haveSameTimes(sums, before, i)) {
          shared |= 1 << v;
        }
        before = i;
      }
    }
    out.writeByte(present);
    out.writeByte(shared);
    for (int v = 0, i = 0; v < Vital.COUNT; v++, i += STRIDE) {
      if ((present & 1 << v) != 0) {
        if ((shared & 1 << v) == 0) {
          out.writeNumber(sums[i + N]);
          out.writeNumber(sums[i + T]);
          out.writeNumber(sums[i + TT]);
          out.writeNumber(sums[i + LAST_AT]);
        }
        out.writeNumber(sums[i + D]);
        out.writeNumber(sums[i + DD]);
        out.writeNumber(sums[i + TD]);
        Decimals.write(out, sums[i + MIN], pivot[v]);
        Decimals.write(out, sums[i + MAX], pivot[v]);
        Decimals.write(out, sums[i + LAST], pivot[v]);
      }
    }
    for (int i = OXYGEN; i < LENGTH; i += 2) {
      out.writeNumber(sums[i]);
      out.writeNumber(sums[i + 1]);
    }
  }

  private static boolean haveSameTimes(double[] sums, int i, int j) {
    return sums[i + N] == sums[j + N]
        && sums[i + T] == sums[j + T]
        && sums[i + TT] == sums[j + TT]
        && sums[i + LAST_AT] == sums[j + LAST_AT];
  }

  /** Reads what {@link #write} wrote. */
  static void read(PackedInput in, double[] sums, double[] pivot) {
    clear(sums);
    int present = in.readByte();
    int shared = in.readByte();
    int before = -1;
    for (int v = 0, i = 0; v < Vital.COUNT; v++, i += STRIDE) {
      if ((present & 1 << v) != 0) {
        boolean same = (shared & 1 << v) != 0;
        sums[i + N] = same ? sums[before + N] : in.readNumber();
        sums[i + T] = same ? sums[before + T] : in.readNumber();
        sums[i + TT] = same ? sums[before + TT] : in.readNumber();
        sums[i + LAST_AT] = same ? sums[before + LAST_AT] : in.readNumber();
        sums[i + D] = in.readNumber();
        sums[i + DD] = in.readNumber();
        sums[i + TD] = in.readNumber();
        sums[i + MIN] = Decimals.read(in, pivot[v]);
        sums[i + MAX] = Decimals.read(in, pivot[v]);
        sums[i + LAST] = Decimals.read(in, pivot[v]);
        before = i;
      }
    }
    for (int i = OXYGEN; i < LENGTH; i += 2) {
      sums[i] = in.readNumber();
      sums[i + 1] = in.readNumber();
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

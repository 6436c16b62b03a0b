package io.vitalgrid.grid.row;

import com.hazelcast.nio.serialization.compact.CompactReader;
import io.vitalgrid.grid.Vital;

/** Arrays with one element a vital, and the names of the columns that show them. */
final class Vitals {
  private Vitals() {}

  static double[] checked(String name, double[] values) {
    check(name, values.length);
    return values;
  }

  static long[] checked(String name, long[] values) {
    check(name, values.length);
    return values;
  }

  /** {@code heart_rate_mean}, … for suffix {@code _mean}, by ordinal. */
  static String[] columns(String suffix) {
    String[] names = new String[Vital.COUNT];
    for (int i = 0; i < names.length; i++) {
      names[i] = Vital.of(i).fieldName() + suffix;
    }
    return names;
  }

  static void write(RowWriter out, String[] columns, double[] values) {
    for (int i = 0; i < columns.length; i++) {
      out.writeNumber(columns[i], values[i]);
    }
  }

  static double[] read(CompactReader in, String[] columns) {
    double[] values = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      values[i] = Numbers.read(in, columns[i]);
    }
    return values;
  }

  static void writeTimes(RowWriter out, String[] columns, long[] epochMs) {
    for (int i = 0; i < columns.length; i++) {
      out.writeTime(columns[i], epochMs[i]);
    }
  }

  static long[] readTimes(CompactReader in, String[] columns) {
    long[] epochMs = new long[columns.length];
    for (int i = 0; i < columns.length; i++) {
      epochMs[i] = Times.read(in, columns[i]);
    }
    return epochMs;
  }

  private static void check(String name, int length) {
    if (length != Vital.COUNT) {
      throw new IllegalArgumentException(
          name
              + " has "
              + length
              + " elements, but must have one for each of "
              + Vital.COUNT
              + " vitals");
    }
  }
}

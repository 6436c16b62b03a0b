package io.vitalgrid.pipeline.drift;

import java.nio.ByteBuffer;

/**
 * Current rows of a baseline's bins, all features in a row; those of several members add up.
 *
 * @param patients in the fullest part of the window: about how many rows are independent
 */
public record Counts(long[] bins, long rows, long patients) {
  /** No rows. */
  public static Counts none(int binCount) {
    return new Counts(new long[binCount], 0, 0);
  }

  /** Both together; of another baseline's bins they are not taken. */
  public Counts with(Counts other) {
    if (other.bins.length != bins.length) {
      return this;
    }
    long[] sum = bins.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.bins[i];
    }
    return new Counts(sum, rows + other.rows, patients + other.patients);
  }

  /** For an IMap. */
  public byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(8 * (bins.length + 2));
    bytes.putLong(rows).putLong(patients);
    for (long count : bins) {
      bytes.putLong(count);
    }
    return bytes.array();
  }

  public static Counts ofBytes(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long rows = in.getLong();
    long patients = in.getLong();
    long[] bins = new long[in.remaining() / 8];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = in.getLong();
    }
    return new Counts(bins, rows, patients);
  }

  /** The current counts of one feature of the baseline. */
  long[] of(Baseline baseline, int feature) {
    int from = 0;
    for (int f = 0; f < feature; f++) {
      from += baseline.features().get(f).bins().count();
    }
    long[] part = new long[baseline.features().get(feature).bins().count()];
    System.arraycopy(bins, from, part, 0, part.length);
    return part;
  }
}

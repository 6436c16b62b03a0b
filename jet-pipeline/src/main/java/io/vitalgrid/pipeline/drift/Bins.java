package io.vitalgrid.pipeline.drift;

import java.util.Arrays;

/**
 * Cuts the values of one feature into bins: those up to the first edge, from there up to the
 * second, and so on, those beyond the last, and in the end those that are missing.
 *
 * <pre>
 * edges 40, 60      up to 40 | 40 to 60 | beyond 60 | missing
 * </pre>
 */
public final class Bins {
  private static final int MAX_CATEGORIES = 12;

  private final float[] edges;

  /**
   * @param edges ascending; none makes one bin of all values
   */
  public Bins(float... edges) {
    this.edges = edges.clone();
    for (int i = 0; i < edges.length; i++) {
      if (!Float.isFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1])) {
        throw new IllegalArgumentException(
            "edges are " + Arrays.toString(edges) + ", but must be finite and ascend");
      }
    }
  }

  /**
   * Bins with about as many of these values each; a value of few, such as a category, gets one of
   * its own. Where the largest or the smallest value is the whole of a bin, the bin beyond it is
   * empty, until there are values that were not there before.
   *
   * <pre>
   * values 0 and 1    below 0 | 0 | 1 | beyond 1 | missing
   * </pre>
   */
  public static Bins of(float[] values, int bins) {
    float[] sorted = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (Float.isFinite(value)) {
        sorted[count++] = value;
      }
    }
    sorted = Arrays.copyOf(sorted, count);
    Arrays.sort(sorted);
    float[] distinct = distinct(sorted);
    float[] edges = distinct.length <= MAX_CATEGORIES ? distinct : quantiles(sorted, bins);
    return new Bins(edges.length > 0 && edges[0] == sorted[0] ? withOneBelow(edges) : edges);
  }

  private static float[] withOneBelow(float[] edges) {
    float below = Math.nextDown(edges[0]);
    if (!Float.isFinite(below)) {
      return edges; // nothing is smaller
    }
    float[] more = new float[edges.length + 1];
    more[0] = below;
    System.arraycopy(edges, 0, more, 1, edges.length);
    return more;
  }

  private static float[] distinct(float[] sorted) {
    float[] distinct = new float[sorted.length];
    int count = 0;
    for (float value : sorted) {
      if (count == 0 || value != distinct[count - 1]) {
        distinct[count++] = value;
      }
    }
    return Arrays.copyOf(distinct, count);
  }

  private static float[] quantiles(float[] sorted, int bins) {
    float[] edges = new float[bins - 1];
    for (int i = 1; i < bins; i++) {
      edges[i - 1] = sorted[(int) ((long) i * sorted.length / bins)];
    }
    return distinct(edges);
  }

  /** How many there are, that of missing values included. */
  public int count() {
    return edges.length + 2;
  }

  public int indexOf(float value) {
    if (Float.isNaN(value)) {
      return edges.length + 1;
    }
    int low = 0;
    int high = edges.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (value <= edges[middle]) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  float[] edges() {
    return edges.clone();
  }

  /** How many of these values fall into each. */
  public long[] histogram(float[] values) {
    long[] counts = new long[count()];
    for (float value : values) {
      counts[indexOf(value)]++;
    }
    return counts;
  }
}

package io.vitalgrid.pipeline.drift;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts what one model is given and gives, over a sliding window of event time that moves in
 * sixths. Lanes offer every row; one row of each patient in each sixth is counted, because a
 * thousand rows of one patient are no thousand independent ones. That costs a lane one look at a
 * bit for nearly all rows. A patient's bit is a hash: of 10,000 patients some 14 % share one with
 * an earlier one and are left out, whoever they are.
 *
 * <p>Until there is a baseline it collects rows to learn one from.
 */
public final class DriftWindow {
  private static final int PARTS = 6;
  private static final int BITS = 1 << 16;

  private final int columns;
  private final long partMs;
  private final AtomicLongArray seen = new AtomicLongArray(BITS / Long.SIZE);
  private volatile Baseline baseline;

  // From here on guarded by this.
  private final FirstRows firstRows;
  private int[][] counts; // by part and bin
  private final long[] rows = new long[PARTS];
  private volatile long part = Long.MIN_VALUE;

  /**
   * @param columns features of the model
   * @param baseline of these features, or null if it is to be learned
   */
  public DriftWindow(int columns, Baseline baseline, DriftPolicy policy) {
    this.columns = columns;
    partMs = Math.max(1, policy.windowMs() / PARTS);
    firstRows = new FirstRows(columns + 1, policy.learnRows());
    use(baseline);
  }

  /** Compares with this baseline from now on, beginning with no rows. */
  public synchronized void use(Baseline newBaseline) {
    baseline = newBaseline;
    counts = newBaseline == null ? null : new int[PARTS][newBaseline.binCount()];
    Arrays.fill(rows, 0);
    forgetSeen();
  }

  /** Null until it is known. */
  public Baseline baseline() {
    return baseline;
  }

  /**
   * Offers a scored row; called by any lane.
   *
   * @param timeMs event time
   * @param values of rows, those of this one from {@code from} on
   */
  public void offer(String patientId, long timeMs, float[] values, int from, double risk) {
    int hash = patientId.hashCode();
    int bit = (hash ^ hash >>> 16) & (BITS - 1);
    boolean isNewPart = Math.floorDiv(timeMs, partMs) > part;
    if (isNewPart || (seen.getPlain(bit >>> 6) & 1L << bit) == 0) {
      add(bit, timeMs, values, from, risk);
    }
  }

  private synchronized void add(int bit, long timeMs, float[] values, int from, double risk) {
    advance(Math.floorDiv(timeMs, partMs));
    if ((seen.get(bit >>> 6) & 1L << bit) != 0) {
      return; // another lane's patient with the same bit
    }
    seen.set(bit >>> 6, seen.get(bit >>> 6) | 1L << bit);
    if (counts == null) {
      firstRows.add(values, from, risk);
      return;
    }
    int slot = (int) Math.floorMod(part, (long) PARTS);
    int[] into = counts[slot];
    int bins = 0;
    for (int column = 0; column <= columns; column++) {
      Bins of = baseline.features().get(column).bins();
      into[bins + of.indexOf(column < columns ? values[from + column] : (float) risk)]++;
      bins += of.count();
    }
    rows[slot]++;
  }

  /** Older events count to the part in hand. */
  private void advance(long newPart) {
    if (newPart <= part) {
      return;
    }
    long steps = part == Long.MIN_VALUE ? PARTS : Math.min(PARTS, newPart - part);
    for (long p = newPart - steps + 1; p <= newPart; p++) {
      int slot = (int) Math.floorMod(p, (long) PARTS);
      rows[slot] = 0;
      if (counts != null) {
        Arrays.fill(counts[slot], 0);
      }
    }
    part = newPart;
    forgetSeen();
  }

  private void forgetSeen() {
    for (int i = 0; i < seen.length(); i++) {
      seen.set(i, 0);
    }
  }

  /**
   * The rows of the window.
   *
   * @return null if there is no baseline
   */
  public synchronized Counts counts() {
    if (counts == null) {
      return null;
    }
    long[] bins = new long[baseline.binCount()];
    long sum = 0;
    long fullest = 0;
    for (int slot = 0; slot < PARTS; slot++) {
      for (int bin = 0; bin < bins.length; bin++) {
        bins[bin] += counts[slot][bin];
      }
      sum += rows[slot];
      fullest = Math.max(fullest, rows[slot]);
    }
    return new Counts(bins, sum, fullest);
  }

  /** Values by column, the risk last, once there are enough to learn a baseline from; or null. */
  public synchronized float[][] firstRows() {
    return baseline == null ? firstRows.columnsIfFull() : null;
  }
}

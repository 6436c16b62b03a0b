package io.vitalgrid.pipeline.window;

import static io.vitalgrid.pipeline.window.Sums.STRIDE;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;

/**
 * The content of one window: for each vital its count, mean, min, max, standard deviation, last
 * value and its time, and slope. Reused from pane to pane; derived figures are computed when asked
 * for. A vital without a reading has count 0 and NaN elsewhere.
 */
public final class WindowStats {
  /** From thousandths per ms to ones per minute. */
  private static final double THOUSANDTH_MS_PER_MINUTE = 60_000 / Decimals.PER_ONE;

  private final double[] sums;
  private double[] pivot;
  private long startMs;
  private long events;

  WindowStats() {
    this(Sums.create(), new double[0], 0, 0);
  }

  private WindowStats(double[] sums, double[] pivot, long startMs, long events) {
    this.sums = sums;
    this.pivot = pivot;
    this.startMs = startMs;
    this.events = events;
  }

  /** A copy that outlives the call to the listener. */
  public WindowStats copy() {
    return new WindowStats(sums.clone(), pivot, startMs, events);
  }

  /** Packs it; {@link PatientWindows#readStats} of the same patient reads it back. */
  public void writeTo(PackedOutput out) {
    out.writeSigned(startMs);
    out.writeVarint(events);
    Sums.write(out, sums, pivot);
  }

  void readFrom(PackedInput in, double[] patientPivot) {
    begin(in.readSigned(), patientPivot);
    events = in.readVarint();
    Sums.read(in, sums, patientPivot);
  }

  void begin(long windowStartMs, double[] patientPivot) {
    Sums.clear(sums);
    startMs = windowStartMs;
    pivot = patientPivot;
    events = 0;
  }

  void add(Frame frame, Scratch scratch) {
    frame.addTo(sums, startMs, pivot, scratch);
    events += frame.events();
  }

  void add(long timeMs, double[] values, int observations) {
    Sums.add(sums, timeMs - startMs, values, observations, pivot);
    events++;
  }

  public long startMs() {
    return startMs;
  }

  /** Events in the window, whatever they measured. */
  public long events() {
    return events;
  }

  public long count(Vital vital) {
    return (long) sums[at(vital) + Sums.N];
  }

  public double mean(Vital vital) {
    int i = at(vital);
    return sums[i + Sums.N] == 0
        ? Double.NaN
        : Decimals.value(sums[i + Sums.D] / sums[i + Sums.N], pivot[vital.index()]);
  }

  public double min(Vital vital) {
    return count(vital) == 0 ? Double.NaN : sums[at(vital) + Sums.MIN];
  }

  public double max(Vital vital) {
    return count(vital) == 0 ? Double.NaN : sums[at(vital) + Sums.MAX];
  }

  /** Standard deviation of the readings themselves (population, divisor n): 0 for a single one. */
  public double standardDeviation(Vital vital) {
    int i = at(vital);
    double n = sums[i + Sums.N];
    if (n == 0) {
      return Double.NaN;
    }
    double d = sums[i + Sums.D];
    return Math.sqrt(Math.max(0, (sums[i + Sums.DD] - d * d / n) / n)) / Decimals.PER_ONE;
  }

  /** The value with the highest event time; of several with the same time, the one read last. */
  public double last(Vital vital) {
    return sums[at(vital) + Sums.LAST];
  }

  /** Event time of {@link #last}, in epoch ms; {@code Long.MIN_VALUE} if there is none. */
  public long lastAtMs(Vital vital) {
    return timeMs(sums[at(vital) + Sums.LAST_AT]);
  }

  /** Least-squares slope per minute; NaN unless there are readings at two times or more. */
  public double slopePerMinute(Vital vital) {
    int i = at(vital);
    double n = sums[i + Sums.N];
    double t = sums[i + Sums.T];
    double spread = n * sums[i + Sums.TT] - t * t;
    if (n < 2 || spread <= 0) {
      return Double.NaN;
    }
    return (n * sums[i + Sums.TD] - t * sums[i + Sums.D]) / spread * THOUSANDTH_MS_PER_MINUTE;
  }

  /** The last supplemental oxygen and consciousness in the window, see {@link Observations}. */
  public int observations() {
    return Observations.pack((int) sums[Sums.OXYGEN], (int) sums[Sums.CONSCIOUSNESS]);
  }

  /** Event time of the last word on oxygen, epoch ms; {@code Long.MIN_VALUE} if there is none. */
  public long oxygenAtMs() {
    return timeMs(sums[Sums.OXYGEN + 1]);
  }

  /** The same for consciousness. */
  public long consciousnessAtMs() {
    return timeMs(sums[Sums.CONSCIOUSNESS + 1]);
  }

  private long timeMs(double offset) {
    return offset < 0 ? Long.MIN_VALUE : startMs + (long) offset;
  }

  private static int at(Vital vital) {
    return vital.index() * STRIDE;
  }
}

package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * A patient's newest value of each vital and observation, and its event time: what was measured
 * before the window and may still count. Owned by the patient's lane.
 */
public final class LastSigns {
  /** No value yet. */
  public static final long NONE = Long.MIN_VALUE;

  private final double[] values = new double[Vital.COUNT];
  private final long[] atMs = new long[Vital.COUNT];
  private int observations;
  private long oxygenAtMs;
  private long consciousnessAtMs;

  public LastSigns() {
    clear();
  }

  public void clear() {
    Arrays.fill(values, Double.NaN);
    Arrays.fill(atMs, NONE);
    observations = Observations.NONE;
    oxygenAtMs = NONE;
    consciousnessAtMs = NONE;
  }

  /** Takes over what is newer; of two values of the same time, the one that came last. */
  public void add(long timeMs, double[] readings, int observed) {
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(readings[v]) && timeMs >= atMs[v]) {
        values[v] = readings[v];
        atMs[v] = timeMs;
      }
    }
    int oxygen = Observations.oxygenCode(observations);
    int consciousness = Observations.consciousnessCode(observations);
    if (Observations.hasOxygen(observed) && timeMs >= oxygenAtMs) {
      oxygen = Observations.oxygenCode(observed);
      oxygenAtMs = timeMs;
    }
    if (Observations.hasConsciousness(observed) && timeMs >= consciousnessAtMs) {
      consciousness = Observations.consciousnessCode(observed);
      consciousnessAtMs = timeMs;
    }
    observations = Observations.pack(oxygen, consciousness);
  }

  /**
   * Whether nobody who asks as of that time, or of one before, will miss what {@link #add} with
   * these readings takes away: it is of after that time.
   */
  public boolean canTake(double[] readings, int observed, long asOfMs) {
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(readings[v]) && isNeeded(atMs[v], asOfMs)) {
        return false;
      }
    }
    return !(Observations.hasOxygen(observed) && isNeeded(oxygenAtMs, asOfMs))
        && !(Observations.hasConsciousness(observed) && isNeeded(consciousnessAtMs, asOfMs));
  }

  private static boolean isNeeded(long atMs, long asOfMs) {
    return atMs != NONE && atMs <= asOfMs;
  }

  /** One value for each vital, by index, NaN where there is none; not to be changed. */
  public double[] values() {
    return values;
  }

  /** Their event times, epoch ms, {@link #NONE} where there is none; not to be changed. */
  public long[] atMs() {
    return atMs;
  }

  int observations() {
    return observations;
  }

  long oxygenAtMs() {
    return oxygenAtMs;
  }

  long consciousnessAtMs() {
    return consciousnessAtMs;
  }

  /** Writes the observations; the vitals are columns of the patient's row. */
  public void writeObservations(PackedOutput out) {
    out.writeVarint(observations);
    out.writeLong(oxygenAtMs);
    out.writeLong(consciousnessAtMs);
  }

  /** The signs that were written, with the vitals of the row. */
  public static LastSigns read(PackedInput in, double[] values, long[] atMs) {
    LastSigns signs = new LastSigns();
    System.arraycopy(values, 0, signs.values, 0, Vital.COUNT);
    System.arraycopy(atMs, 0, signs.atMs, 0, Vital.COUNT);
    signs.observations = in.readCount();
    signs.oxygenAtMs = in.readLong();
    signs.consciousnessAtMs = in.readLong();
    return signs;
  }
}

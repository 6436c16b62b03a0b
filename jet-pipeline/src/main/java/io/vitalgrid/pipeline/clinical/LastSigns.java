package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * A patient's newest value of each vital and observation, and its event time: what was measured
 * before the window and may still count. Where windows fit between a value and the one before, that
 * one is kept too ({@link EarlierSigns}). Owned by the patient's lane.
 */
public final class LastSigns {
  /** No value yet. */
  public static final long NONE = Long.MIN_VALUE;

  private final double[] values = new double[Vital.COUNT];
  private final long[] atMs = new long[Vital.COUNT];
  private int observations;
  private long oxygenAtMs;
  private long consciousnessAtMs;

  /** Null until there is one: most signs are measured all the time. */
  private EarlierSigns earlier;

  public LastSigns() {
    clear();
  }

  public void clear() {
    Arrays.fill(values, Double.NaN);
    Arrays.fill(atMs, NONE);
    observations = Observations.NONE;
    oxygenAtMs = NONE;
    consciousnessAtMs = NONE;
    earlier = null;
  }

  /**
   * Takes over what is newer; of two values of the same time, the one that came last.
   *
   * @param windowMs the length of a window
   */
  public void add(long timeMs, double[] readings, int observed, long windowMs) {
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(readings[v])) {
        keepEarlier(Parameter.ofVital(v), values[v], atMs[v], readings[v], timeMs, windowMs);
        if (timeMs >= atMs[v]) {
          values[v] = readings[v];
          atMs[v] = timeMs;
        }
      }
    }
    int oxygen = Observations.oxygenCode(observations);
    int consciousness = Observations.consciousnessCode(observations);
    if (Observations.hasOxygen(observed)) {
      int code = Observations.oxygenCode(observed);
      keepEarlier(Parameter.OXYGEN, oxygen, oxygenAtMs, code, timeMs, windowMs);
      if (timeMs >= oxygenAtMs) {
        oxygen = code;
        oxygenAtMs = timeMs;
      }
    }
    if (Observations.hasConsciousness(observed)) {
      int code = Observations.consciousnessCode(observed);
      keepEarlier(
          Parameter.CONSCIOUSNESS, consciousness, consciousnessAtMs, code, timeMs, windowMs);
      if (timeMs >= consciousnessAtMs) {
        consciousness = code;
        consciousnessAtMs = timeMs;
      }
    }
    observations = Observations.pack(oxygen, consciousness);
  }

  /** Keeps the older one of the last value and another. */
  private void keepEarlier(
      Parameter parameter,
      double value,
      long valueAtMs,
      double other,
      long otherAtMs,
      long windowMs) {
    if (parameter == null || !isApart(valueAtMs, otherAtMs, windowMs)) {
      return;
    }
    if (earlier == null) {
      earlier = new EarlierSigns();
    }
    if (valueAtMs < otherAtMs) {
      earlier.add(parameter, value, valueAtMs);
    } else {
      earlier.add(parameter, other, otherAtMs);
    }
  }

  /** Whether a window fits between the last value, if there is one, and another. */
  private static boolean isApart(long lastAtMs, long otherAtMs, long windowMs) {
    return lastAtMs != NONE && Math.abs(otherAtMs - lastAtMs) > windowMs;
  }

  /**
   * Whether nobody who asks as of that time, or of one before, will miss what {@link #add} with
   * this takes away, or see what it brings: all of that is of after that time.
   */
  public boolean canTake(long timeMs, double[] readings, int observed, long windowMs, long asOfMs) {
    for (int v = 0; v < Vital.COUNT; v++) {
      if (!Double.isNaN(readings[v])
          && isSeen(Parameter.ofVital(v), atMs[v], timeMs, windowMs, asOfMs)) {
        return false;
      }
    }
    return !(Observations.hasOxygen(observed)
            && isSeen(Parameter.OXYGEN, oxygenAtMs, timeMs, windowMs, asOfMs))
        && !(Observations.hasConsciousness(observed)
            && isSeen(Parameter.CONSCIOUSNESS, consciousnessAtMs, timeMs, windowMs, asOfMs));
  }

  /** Whether who asks as of a time might see that a value was added. */
  private boolean isSeen(
      Parameter parameter, long lastAtMs, long timeMs, long windowMs, long asOfMs) {
    if (lastAtMs == NONE) {
      return timeMs <= asOfMs;
    }
    if (lastAtMs <= asOfMs) {
      return true;
    }
    return parameter != null
        && isApart(lastAtMs, timeMs, windowMs)
        && (timeMs <= asOfMs || (earlier != null && earlier.isKnown(parameter, asOfMs)));
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

  /** The values before these, or null. */
  EarlierSigns earlier() {
    return earlier;
  }

  /** Writes all but the last vitals, which are columns of the patient's row. */
  public void writeTo(PackedOutput out) {
    out.writeVarint(observations);
    out.writeLong(oxygenAtMs);
    out.writeLong(consciousnessAtMs);
    EarlierSigns.write(earlier, out);
  }

  /** The signs that were written, with the vitals of the row. */
  public static LastSigns read(PackedInput in, double[] values, long[] atMs) {
    LastSigns signs = new LastSigns();
    System.arraycopy(values, 0, signs.values, 0, Vital.COUNT);
    System.arraycopy(atMs, 0, signs.atMs, 0, Vital.COUNT);
    signs.observations = in.readCount();
    signs.oxygenAtMs = in.readLong();
    signs.consciousnessAtMs = in.readLong();
    signs.earlier = EarlierSigns.read(in);
    return signs;
  }
}

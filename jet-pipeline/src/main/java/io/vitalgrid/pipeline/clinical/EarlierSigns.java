package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;

/**
 * Of each parameter the value before the last one, where more than a window lies between the two: a
 * window in there has neither of them, and the last one is of after its end.
 *
 * <pre>
 * window 5 min; pressure 85 at 10:00, 120 at 10:15:30, 118 at 10:17
 *   kept: 85 of 10:00     for windows that end from 10:06 to 10:15, until they have settled
 *                         118 came so soon after 120 that windows that end between have 120
 * </pre>
 *
 * <p>One value is enough while windows wait no longer than their own length for the watermark and
 * for late events; if they do, the older of two such gaps has none.
 */
final class EarlierSigns {
  private final double[] values = new double[Parameter.COUNT];
  private final long[] atMs = new long[Parameter.COUNT];

  EarlierSigns() {
    Arrays.fill(atMs, LastSigns.NONE);
  }

  /** Takes a value over unless there is a newer one. */
  void add(Parameter parameter, double value, long valueAtMs) {
    int i = parameter.index();
    if (valueAtMs >= atMs[i]) {
      values[i] = value;
      atMs[i] = valueAtMs;
    }
  }

  double value(Parameter parameter) {
    return values[parameter.index()];
  }

  /** Event time, epoch ms; {@link LastSigns#NONE} if there is none. */
  long atMs(Parameter parameter) {
    return atMs[parameter.index()];
  }

  /** Whether there is a value, of that time or before. */
  boolean isKnown(Parameter parameter, long asOfMs) {
    long valueAtMs = atMs(parameter);
    return valueAtMs != LastSigns.NONE && valueAtMs <= asOfMs;
  }

  /** Writes those that there are, behind a bit mask that says which; of null, none. */
  static void write(EarlierSigns signs, PackedOutput out) {
    int mask = 0;
    for (int i = 0; signs != null && i < Parameter.COUNT; i++) {
      mask |= signs.atMs[i] == LastSigns.NONE ? 0 : 1 << i;
    }
    out.writeVarint(mask);
    for (int i = 0; i < Parameter.COUNT; i++) {
      if ((mask & 1 << i) != 0) {
        out.writeNumber(signs.values[i]);
        out.writeLong(signs.atMs[i]);
      }
    }
  }

  /** What was written; null for none. */
  static EarlierSigns read(PackedInput in) {
    int mask = in.readCount();
    if (mask == 0) {
      return null;
    }
    EarlierSigns signs = new EarlierSigns();
    for (int i = 0; i < Parameter.COUNT; i++) {
      if ((mask & 1 << i) != 0) {
        signs.values[i] = in.readNumber();
        signs.atMs[i] = in.readLong();
      }
    }
    return signs;
  }
}

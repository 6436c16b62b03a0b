package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.Arrays;

/**
 * The seven values that a score is made of, and when they were measured: for each parameter the
 * last reading of the window, else the last one before it. Filled again and again by one thread.
 */
public final class Signs {
  private final double[] values = new double[Parameter.COUNT];
  private final long[] atMs = new long[Parameter.COUNT];
  private boolean reachBack;

  /** Empty ones, to be filled. */
  public Signs() {}

  private Signs(Signs other) {
    System.arraycopy(other.values, 0, values, 0, Parameter.COUNT);
    System.arraycopy(other.atMs, 0, atMs, 0, Parameter.COUNT);
    reachBack = other.reachBack;
  }

  public Signs copy() {
    return new Signs(this);
  }

  /** Those of the window alone. */
  public static Signs of(WindowStats window) {
    Signs signs = new Signs();
    signs.read(window);
    return signs;
  }

  /**
   * The signs as of a time.
   *
   * @param nowMs nothing that was measured later is taken from {@code last}
   */
  void fill(WindowStats window, LastSigns last, long nowMs) {
    read(window);
    for (int i = 0; i < Parameter.COUNT; i++) {
      Parameter parameter = Parameter.of(i);
      if (atMs[i] == LastSigns.NONE) {
        reachBack(parameter, last, nowMs);
      }
    }
  }

  private void reachBack(Parameter parameter, LastSigns last, long nowMs) {
    long lastAtMs = timeOf(last, parameter);
    EarlierSigns earlier = last.earlier();
    if (lastAtMs == LastSigns.NONE) {
      return;
    }
    if (lastAtMs <= nowMs) {
      reachBackTo(parameter, valueOf(last, parameter), lastAtMs);
    } else if (earlier != null && earlier.isKnown(parameter, nowMs)) {
      reachBackTo(parameter, earlier.value(parameter), earlier.atMs(parameter));
    }
  }

  private void reachBackTo(Parameter parameter, double value, long valueAtMs) {
    values[parameter.index()] = value;
    atMs[parameter.index()] = valueAtMs;
    reachBack = true;
  }

  private void read(WindowStats window) {
    reachBack = false;
    Arrays.fill(values, Double.NaN);
    int observations = window.observations();
    for (int i = 0; i < Parameter.COUNT; i++) {
      Parameter parameter = Parameter.of(i);
      if (parameter.vital() != null) {
        values[i] = window.last(parameter.vital());
        atMs[i] = window.lastAtMs(parameter.vital());
      } else if (parameter == Parameter.OXYGEN) {
        values[i] = Observations.oxygenCode(observations);
        atMs[i] = window.oxygenAtMs();
      } else {
        values[i] = Observations.consciousnessCode(observations);
        atMs[i] = window.consciousnessAtMs();
      }
    }
  }

  private static long timeOf(LastSigns last, Parameter parameter) {
    if (parameter.vital() != null) {
      return last.atMs()[parameter.vital().index()];
    }
    return parameter == Parameter.OXYGEN ? last.oxygenAtMs() : last.consciousnessAtMs();
  }

  private static double valueOf(LastSigns last, Parameter parameter) {
    if (parameter.vital() != null) {
      return last.values()[parameter.vital().index()];
    }
    return parameter == Parameter.OXYGEN
        ? Observations.oxygenCode(last.observations())
        : Observations.consciousnessCode(last.observations());
  }

  /** Whether a value is from before the window. */
  public boolean reachBack() {
    return reachBack;
  }

  /** NaN or 0 where there is none; for the observations, their code. */
  public double value(Parameter parameter) {
    return values[parameter.index()];
  }

  /** Event time of the value, epoch ms; {@link LastSigns#NONE} where there is none. */
  public long atMs(Parameter parameter) {
    return atMs[parameter.index()];
  }

  void set(Parameter parameter, double value) {
    values[parameter.index()] = value;
  }

  /** Whether supplemental oxygen is given; false too where nothing is known. */
  boolean onOxygen() {
    return Observations.isOxygen((int) value(Parameter.OXYGEN));
  }

  /** The ACVPU letter; only where there is one. */
  public char consciousness() {
    return Observations.consciousness(Observations.pack(0, (int) value(Parameter.CONSCIOUSNESS)));
  }
}

package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.WindowStats;

/**
 * Scores panes. A parameter counts with its last reading of the window; else, for what is measured
 * rarely, with the last one before it; in either case only while it is not too old.
 *
 * <pre>
 * max-age of the pressure 30 min, window 5 min, pressure taken at 10:00
 *   pane as of 10:29   no pressure in the window; that of 10:00 counts
 *   pane as of 10:31   too old: systolic_bp is missing, the score is partial
 * </pre>
 *
 * <p>Allocates nothing. Used by one thread.
 */
public final class News2Scorer {
  private final News2Policy policy;
  private final Signs signs = new Signs();

  public News2Scorer(News2Policy policy) {
    this.policy = policy;
  }

  /**
   * The score as of a time.
   *
   * @param last the patient's newest values
   * @param spo2Scale 1 or 2
   * @param nowMs event time against which values have their age, epoch ms
   * @return packed, see {@link News2}; {@link News2#NONE} if nothing is known that is not too old
   */
  public int score(WindowStats window, LastSigns last, int spo2Scale, long nowMs) {
    signs.fill(window, last, nowMs);
    return score(signs, spo2Scale, nowMs);
  }

  /** What the last score was made of; valid until the next. */
  public Signs signs() {
    return signs;
  }

  private int score(Signs of, int spo2Scale, long nowMs) {
    int score = News2.begin(spo2Scale);
    boolean oxygen = isFresh(of, Parameter.OXYGEN, nowMs);
    boolean onOxygen = oxygen && of.onOxygen();
    for (int i = 0; i < Parameter.COUNT; i++) {
      Parameter parameter = Parameter.of(i);
      if (isFresh(of, parameter, nowMs)) {
        score = News2.with(score, parameter, points(of, parameter, spo2Scale, onOxygen));
      }
    }
    return News2.end(score);
  }

  private boolean isFresh(Signs of, Parameter parameter, long nowMs) {
    long atMs = of.atMs(parameter);
    return atMs != LastSigns.NONE && nowMs - atMs <= policy.maxAgeMs()[parameter.index()];
  }

  private static int points(Signs of, Parameter parameter, int spo2Scale, boolean onOxygen) {
    double value = of.value(parameter);
    return switch (parameter) {
      case RESPIRATORY_RATE -> News2Chart.respiratoryRate(value);
      case SPO2 ->
          spo2Scale == 2 ? News2Chart.spo2Scale2(value, onOxygen) : News2Chart.spo2Scale1(value);
      case OXYGEN -> News2Chart.oxygen(onOxygen);
      case SYSTOLIC_BP -> News2Chart.systolicBp(value);
      case HEART_RATE -> News2Chart.heartRate(value);
      case CONSCIOUSNESS -> News2Chart.consciousness(of.consciousness());
      case TEMPERATURE -> News2Chart.temperature(value);
    };
  }

  /**
   * The score of single values, all of them fresh.
   *
   * @param last one value for each vital by index, NaN where there is none
   * @param observations see {@link Observations}
   */
  public static int score(double[] last, int observations, int spo2Scale) {
    int score = News2.begin(spo2Scale);
    boolean onOxygen = Observations.isOxygen(observations);
    Signs signs = new Signs();
    for (int i = 0; i < Parameter.COUNT; i++) {
      Parameter parameter = Parameter.of(i);
      double value = valueOf(last, observations, parameter);
      if (!Double.isNaN(value)) {
        signs.set(parameter, value);
        score = News2.with(score, parameter, points(signs, parameter, spo2Scale, onOxygen));
      }
    }
    return News2.end(score);
  }

  private static double valueOf(double[] last, int observations, Parameter parameter) {
    Vital vital = parameter.vital();
    if (vital != null) {
      return last[vital.index()];
    }
    int code =
        parameter == Parameter.OXYGEN
            ? Observations.oxygenCode(observations)
            : Observations.consciousnessCode(observations);
    return code == 0 ? Double.NaN : code;
  }
}

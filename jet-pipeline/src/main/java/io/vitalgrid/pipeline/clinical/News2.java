package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.WindowStats;

/**
 * National Early Warning Score 2, oxygen saturation scale 1, from the last readings of a window.
 *
 * <p>Source: Royal College of Physicians, National Early Warning Score (NEWS) 2, London 2017, chart
 * 1 and 2.
 *
 * <p>A parameter that was not read scores nothing, and {@link Score#missing} counts it: the score
 * is then a lower bound. Air is assumed where nothing is said of oxygen only in so far as it scores
 * 0.
 */
public final class News2 {
  private News2() {}

  /** Thresholds of the chart: aggregate 0-4 low, 5-6 medium, 7 and above high. */
  public enum Band {
    LOW,
    /** Low in sum, but one parameter alone scores 3: the chart's red score. */
    LOW_MEDIUM,
    MEDIUM,
    HIGH
  }

  /**
   * @param total 0 to 20
   * @param red whether one parameter alone scores 3
   * @param missing how many of the seven parameters were not read
   */
  public record Score(int total, boolean red, int missing) {
    public Band band() {
      if (total >= 7) {
        return Band.HIGH;
      }
      if (total >= 5) {
        return Band.MEDIUM;
      }
      return red ? Band.LOW_MEDIUM : Band.LOW;
    }
  }

  /**
   * @return the score, or null if none of the parameters was read
   */
  public static Score of(WindowStats window) {
    return of(
        window.last(Vital.RESPIRATORY_RATE),
        window.last(Vital.SPO2),
        window.last(Vital.TEMPERATURE),
        window.last(Vital.SYSTOLIC_BP),
        window.last(Vital.HEART_RATE),
        window.observations());
  }

  /** The same from single values; NaN where one was not read. */
  public static Score of(
      double respiratoryRate,
      double spo2,
      double temperature,
      double systolicBp,
      double heartRate,
      int observations) {
    Sum sum = new Sum();
    sum.add(respiratoryRate, respiratoryRate(respiratoryRate));
    sum.add(spo2, spo2(spo2));
    sum.add(temperature, temperature(temperature));
    sum.add(systolicBp, systolicBp(systolicBp));
    sum.add(heartRate, heartRate(heartRate));
    sum.add(Observations.hasOxygen(observations), Observations.isOxygen(observations) ? 2 : 0);
    boolean conscious = Observations.hasConsciousness(observations);
    sum.add(conscious, conscious && Observations.consciousness(observations) != 'A' ? 3 : 0);
    return sum.missing == PARAMETERS ? null : new Score(sum.total, sum.red, sum.missing);
  }

  private static final int PARAMETERS = 7;

  private static final class Sum {
    int total;
    boolean red;
    int missing;

    void add(double value, int points) {
      add(!Double.isNaN(value), points);
    }

    void add(boolean known, int points) {
      if (!known) {
        missing++;
        return;
      }
      total += points;
      red |= points == 3;
    }
  }

  // Devices send fractions where the chart has whole numbers: between two rows of the chart a value
  // belongs to the row that it rounds to.

  private static int respiratoryRate(double value) {
    long rate = Math.round(value);
    if (rate <= 8 || rate >= 25) {
      return 3;
    }
    return rate >= 21 ? 2 : rate >= 12 ? 0 : 1;
  }

  private static int spo2(double value) {
    long percent = Math.round(value);
    if (percent <= 91) {
      return 3;
    }
    return percent <= 93 ? 2 : percent <= 95 ? 1 : 0;
  }

  private static int temperature(double value) {
    long tenths = Math.round(value * 10);
    if (tenths <= 350) {
      return 3;
    }
    if (tenths <= 360) {
      return 1;
    }
    return tenths <= 380 ? 0 : tenths <= 390 ? 1 : 2;
  }

  private static int systolicBp(double value) {
    long pressure = Math.round(value);
    if (pressure <= 90 || pressure >= 220) {
      return 3;
    }
    return pressure <= 100 ? 2 : pressure <= 110 ? 1 : 0;
  }

  private static int heartRate(double value) {
    long rate = Math.round(value);
    if (rate <= 40 || rate >= 131) {
      return 3;
    }
    if (rate <= 50) {
      return 1;
    }
    return rate <= 90 ? 0 : rate <= 110 ? 1 : 2;
  }
}

package io.vitalgrid.pipeline.clinical;

import java.util.StringJoiner;

/**
 * National Early Warning Score 2 (Royal College of Physicians, London 2017), packed into an int so
 * that a pane carries it without an object of its own.
 *
 * <pre>
 * bits 0-13   points of the parameters, two bits each, in the order of {@link Parameter}
 * bits 14-20  which parameters are missing: not known, or older than they may be
 * bit 21      SpO2 was scored on scale 2
 * </pre>
 *
 * <p>A missing parameter scores nothing: the score is then a lower bound, and partial.
 */
public final class News2 {
  /** None of the parameters is known. */
  public static final int NONE = -1;

  /** The points that make a single parameter a red score. */
  public static final int RED = 3;

  private static final int MISSING = 2 * Parameter.COUNT;
  private static final int ALL_MISSING = (1 << Parameter.COUNT) - 1;
  private static final int SCALE_2 = 1 << (MISSING + Parameter.COUNT);
  private static final String[] MISSING_NAMES = missingNames();

  private News2() {}

  /** Thresholds of the chart: aggregate 0-4 low, 5-6 medium, 7 and above high. */
  public enum Band {
    LOW,
    /** Low in sum, but one parameter alone scores 3: the chart's red score. */
    LOW_MEDIUM,
    MEDIUM,
    HIGH
  }

  /** What a score begins with: nothing is known yet. */
  static int begin(int spo2Scale) {
    return ALL_MISSING << MISSING | (spo2Scale == 2 ? SCALE_2 : 0);
  }

  /** A score with one parameter more. */
  static int with(int score, Parameter parameter, int points) {
    int i = parameter.index();
    return (score & ~(1 << (MISSING + i))) | (points << (2 * i));
  }

  static int end(int score) {
    return missing(score) == ALL_MISSING ? NONE : score;
  }

  /** 0 to 20. */
  public static int total(int score) {
    int total = 0;
    for (int i = 0; i < MISSING; i += 2) {
      total += score >>> i & 3;
    }
    return total;
  }

  /** 0 to 3; 0 where it is missing. */
  public static int points(int score, Parameter parameter) {
    return (score >>> (2 * parameter.index())) & 3;
  }

  /** The points of the parameter that scores most, 0 to 3. */
  public static int highestPoints(int score) {
    int highest = 0;
    for (int i = 0; i < MISSING; i += 2) {
      highest = Math.max(highest, score >>> i & 3);
    }
    return highest;
  }

  /** Whether one parameter alone scores 3. */
  public static boolean isRed(int score) {
    return highestPoints(score) == RED;
  }

  /** A bit for each parameter that is missing, by {@link Parameter#index}. */
  public static int missing(int score) {
    return score >>> MISSING & ALL_MISSING;
  }

  public static boolean isMissing(int score, Parameter parameter) {
    return (missing(score) & 1 << parameter.index()) != 0;
  }

  /** Whether a parameter is missing, so that the score is a lower bound. */
  public static boolean isPartial(int score) {
    return missing(score) != 0;
  }

  /** 1 or 2. */
  public static int spo2Scale(int score) {
    return (score & SCALE_2) == 0 ? 1 : 2;
  }

  /** What the chart makes of it; the score must be one. */
  public static Band band(int score) {
    int total = total(score);
    if (total >= 7) {
      return Band.HIGH;
    }
    if (total >= 5) {
      return Band.MEDIUM;
    }
    return isRed(score) ? Band.LOW_MEDIUM : Band.LOW;
  }

  /**
   * The names of the missing parameters as events have them, separated by commas; null if none is.
   */
  public static String missingNames(int score) {
    return MISSING_NAMES[missing(score)];
  }

  private static String[] missingNames() {
    String[] names = new String[ALL_MISSING + 1];
    for (int mask = 1; mask < names.length; mask++) {
      StringJoiner joiner = new StringJoiner(",");
      for (int i = 0; i < Parameter.COUNT; i++) {
        if ((mask & 1 << i) != 0) {
          joiner.add(Parameter.of(i).fieldName());
        }
      }
      names[mask] = joiner.toString();
    }
    return names;
  }
}

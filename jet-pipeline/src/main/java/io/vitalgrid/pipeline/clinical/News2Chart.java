package io.vitalgrid.pipeline.clinical;

/**
 * Points of each parameter: chart 1, "The NEWS scoring system" [1].
 *
 * <p>Devices send fractions where the chart has whole numbers (tenths, for the temperature):
 * between two rows a value belongs to the row that it rounds to.
 *
 * <p>[1] Royal College of Physicians: National Early Warning Score (NEWS) 2, London 2017.
 */
final class News2Chart {
  private News2Chart() {}

  static int respiratoryRate(double value) {
    long rate = Math.round(value);
    if (rate <= 8 || rate >= 25) {
      return 3;
    }
    return rate >= 21 ? 2 : rate >= 12 ? 0 : 1;
  }

  static int spo2Scale1(double value) {
    long percent = Math.round(value);
    if (percent <= 91) {
      return 3;
    }
    return percent <= 93 ? 2 : percent <= 95 ? 1 : 0;
  }

  /** For a target of 88 to 92 %: too much is as bad as too little, but only of given oxygen. */
  static int spo2Scale2(double value, boolean onOxygen) {
    long percent = Math.round(value);
    if (percent <= 83) {
      return 3;
    }
    if (percent <= 87) {
      return percent <= 85 ? 2 : 1;
    }
    if (percent <= 92 || !onOxygen) {
      return 0;
    }
    return percent <= 94 ? 1 : percent <= 96 ? 2 : 3;
  }

  static int oxygen(boolean given) {
    return given ? 2 : 0;
  }

  static int systolicBp(double value) {
    long pressure = Math.round(value);
    if (pressure <= 90 || pressure >= 220) {
      return 3;
    }
    return pressure <= 100 ? 2 : pressure <= 110 ? 1 : 0;
  }

  static int heartRate(double value) {
    long rate = Math.round(value);
    if (rate <= 40 || rate >= 131) {
      return 3;
    }
    if (rate <= 50) {
      return 1;
    }
    return rate <= 90 ? 0 : rate <= 110 ? 1 : 2;
  }

  static int consciousness(char level) {
    return level == 'A' ? 0 : 3;
  }

  static int temperature(double value) {
    long tenths = Math.round(value * 10);
    if (tenths <= 350) {
      return 3;
    }
    if (tenths <= 360) {
      return 1;
    }
    return tenths <= 380 ? 0 : tenths <= 390 ? 1 : 2;
  }
}

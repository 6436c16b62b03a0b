package io.vitalgrid.train;

/**
 * What the logistic model weighs: the measurements as they are, then flags, then what the flags say
 * together. Without the latter a linear model cannot say "discharged elsewhere than home
 * <em>and</em> (diabetes or hypertension)". The exported graph computes the same terms.
 *
 * <p>Example: a woman of 74 with diabetes who goes to rehab has the terms age 74 (and six more
 * measurements); female 1, other 0, diabetes 1, hypertension 0, home 0, nursing facility 0; either
 * disease 1; away with diabetes 1, away with hypertension 0, away with either 1.
 */
final class Terms {
  /** Features that count as they are. */
  static final int[] NUMBERS = {
    Features.indexOf("age"),
    Features.indexOf("systolic_bp"),
    Features.indexOf("diastolic_bp"),
    Features.indexOf("cholesterol"),
    Features.indexOf("bmi"),
    Features.indexOf("medication_count"),
    Features.indexOf("length_of_stay")
  };

  /** Flag i is 1 where feature {@code FLAG_FEATURES[i]} equals {@code FLAG_VALUES[i]}. */
  static final int[] FLAG_FEATURES = {
    Features.indexOf("gender"),
    Features.indexOf("gender"),
    Features.indexOf("diabetes"),
    Features.indexOf("hypertension"),
    Features.indexOf("discharge_destination"),
    Features.indexOf("discharge_destination")
  };

  static final float[] FLAG_VALUES = {1, 2, 1, 1, 0, 1};

  // Positions among the flags.
  static final int DIABETES = 2;
  static final int HYPERTENSION = 3;
  static final int HOME = 4;

  /** Either disease, and away from home with diabetes, hypertension, either. */
  private static final int COMBINATIONS = 4;

  static final int COUNT = NUMBERS.length + FLAG_FEATURES.length + COMBINATIONS;

  private Terms() {}

  /** The terms of one row of {@link Features}. */
  static double[] of(float[] row) {
    double[] terms = new double[COUNT];
    int next = 0;
    for (int feature : NUMBERS) {
      terms[next++] = row[feature];
    }
    int flags = next;
    for (int i = 0; i < FLAG_FEATURES.length; i++) {
      terms[next++] = row[FLAG_FEATURES[i]] == FLAG_VALUES[i] ? 1 : 0;
    }
    double diabetes = terms[flags + DIABETES];
    double hypertension = terms[flags + HYPERTENSION];
    double either = Math.max(diabetes, hypertension);
    double away = 1 - terms[flags + HOME];
    terms[next++] = either;
    terms[next++] = away * diabetes;
    terms[next++] = away * hypertension;
    terms[next] = away * either;
    return terms;
  }
}

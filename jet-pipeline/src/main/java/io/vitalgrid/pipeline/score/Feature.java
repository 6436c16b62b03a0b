package io.vitalgrid.pipeline.score;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a model can ask for. The two pressures are the window's means where it has them, else the
 * admission's; everything else comes from the admission.
 */
@SuppressWarnings("ImmutableEnumChecker") // the extractors have no state
public enum Feature {
  AGE((profile, window) -> profile.age()),
  /** Male 0, Female 1, Other 2. */
  GENDER((profile, window) -> Codes.gender(profile.gender())),
  SYSTOLIC_BP((profile, window) -> mean(window, Vital.SYSTOLIC_BP, profile.systolicBp())),
  DIASTOLIC_BP((profile, window) -> mean(window, Vital.DIASTOLIC_BP, profile.diastolicBp())),
  CHOLESTEROL((profile, window) -> profile.cholesterol()),
  BMI((profile, window) -> profile.bmi()),
  DIABETES((profile, window) -> profile.diabetes() ? 1 : 0),
  HYPERTENSION((profile, window) -> profile.hypertension() ? 1 : 0),
  MEDICATION_COUNT((profile, window) -> profile.medicationCount()),
  LENGTH_OF_STAY((profile, window) -> profile.lengthOfStay()),
  /** Home 0, Nursing_Facility 1, Rehab 2. */
  DISCHARGE_DESTINATION((profile, window) -> Codes.destination(profile.dischargeDestination()));

  private interface Extractor {
    double value(Profile profile, WindowStats window);
  }

  private final Extractor extractor;
  private final String featureName = name().toLowerCase(Locale.ROOT);

  Feature(Extractor extractor) {
    this.extractor = extractor;
  }

  public String featureName() {
    return featureName;
  }

  float value(Profile profile, WindowStats window) {
    return (float) extractor.value(profile, window);
  }

  /**
   * @param names feature names separated by commas
   * @throws ModelException naming what is unknown and what there is
   */
  public static List<Feature> list(String names) {
    return Arrays.stream(names.split(",")).map(String::strip).map(Feature::named).toList();
  }

  private static Feature named(String name) {
    for (Feature feature : values()) {
      if (feature.featureName.equals(name)) {
        return feature;
      }
    }
    throw new ModelException(
        "The model wants feature \"" + name + "\"; there are " + names(List.of(values())));
  }

  /** The names, separated by commas. */
  public static String names(List<Feature> features) {
    return features.stream().map(Feature::featureName).collect(Collectors.joining(","));
  }

  private static double mean(WindowStats window, Vital vital, double otherwise) {
    return window.count(vital) == 0 ? otherwise : window.mean(vital);
  }

  /** The numbers that the training data has for words. */
  private static final class Codes {
    static int gender(String gender) {
      return switch (gender) {
        case "Male" -> 0;
        case "Female" -> 1;
        default -> 2;
      };
    }

    static int destination(String destination) {
      return switch (destination) {
        case "Home" -> 0;
        case "Nursing_Facility" -> 1;
        default -> 2;
      };
    }
  }
}

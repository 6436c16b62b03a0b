package io.vitalgrid.train;

import io.vitalgrid.loadgen.cohort.Stay;
import java.util.List;

/**
 * The model's eleven inputs, in their order. Categories are numbers: gender Male 0, Female 1, Other
 * 2; discharge destination Home 0, Nursing_Facility 1, Rehab 2; yes 1, no 0.
 */
final class Features {
  static final List<String> NAMES =
      List.of(
          "age",
          "gender",
          "systolic_bp",
          "diastolic_bp",
          "cholesterol",
          "bmi",
          "diabetes",
          "hypertension",
          "medication_count",
          "length_of_stay",
          "discharge_destination");

  private static final List<String> GENDERS = List.of("Male", "Female", "Other");
  private static final List<String> DESTINATIONS = List.of("Home", "Nursing_Facility", "Rehab");

  private Features() {}

  static int indexOf(String name) {
    int index = NAMES.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("no feature " + name + "; there are " + NAMES);
    }
    return index;
  }

  static float[] of(Stay stay) {
    return new float[] {
      stay.age(),
      GENDERS.indexOf(stay.gender()),
      stay.systolicBp(),
      stay.diastolicBp(),
      stay.cholesterol(),
      (float) stay.bmi(),
      stay.diabetes() ? 1 : 0,
      stay.hypertension() ? 1 : 0,
      stay.medicationCount(),
      stay.lengthOfStay(),
      DESTINATIONS.indexOf(stay.dischargeDestination())
    };
  }
}

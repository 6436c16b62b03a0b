package io.vitalgrid.loadgen.cohort;

/**
 * One hospital stay: a row of the readmission data set, as an admission record carries it.
 *
 * @param patientId "P" and the file's number with at least six digits, such as "P000123"
 * @param age years
 * @param gender Male, Female or Other
 * @param systolicBp mmHg, never below the diastolic
 * @param diastolicBp mmHg
 * @param cholesterol mg/dL
 * @param bmi kg/m²
 * @param medicationCount number of medications
 * @param lengthOfStay days
 * @param dischargeDestination Home, Nursing_Facility or Rehab
 * @param readmitted whether the patient came back within 30 days; null where the file does not say
 */
public record Stay(
    String patientId,
    int age,
    String gender,
    int systolicBp,
    int diastolicBp,
    int cholesterol,
    double bmi,
    boolean diabetes,
    boolean hypertension,
    int medicationCount,
    int lengthOfStay,
    String dischargeDestination,
    Boolean readmitted) {

  /** Names nobody: a stay is patient data. */
  @Override
  public String toString() {
    return "Stay[...]";
  }
}

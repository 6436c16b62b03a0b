package io.vitalgrid.grid.row;

/**
 * What an admission record says of a patient.
 *
 * @param admittedAtMs event time of the admission, epoch ms
 * @param ward or null
 * @param age years
 * @param gender Male, Female or Other
 * @param systolicBp at admission, mmHg
 * @param diastolicBp at admission, mmHg
 * @param cholesterol mg/dL
 * @param bmi kg/m²
 * @param lengthOfStay days
 * @param dischargeDestination Home, Nursing_Facility or Rehab
 */
public record Profile(
    long admittedAtMs,
    String ward,
    int age,
    String gender,
    int systolicBp,
    int diastolicBp,
    double cholesterol,
    double bmi,
    boolean diabetes,
    boolean hypertension,
    int medicationCount,
    int lengthOfStay,
    String dischargeDestination) {

  /** Says only when, for this is a patient's data. */
  @Override
  public String toString() {
    return "Profile[admittedAtMs=" + admittedAtMs + "]";
  }
}

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
 * @param spo2Scale of NEWS2 by which the oxygen saturation is scored: 1, or 2 for a target of 88 to
 *     92 %
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
    String dischargeDestination,
    int spo2Scale) {

  /** On scale 1, as every patient for whom nothing else was decided. */
  public Profile(
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
    this(
        admittedAtMs,
        ward,
        age,
        gender,
        systolicBp,
        diastolicBp,
        cholesterol,
        bmi,
        diabetes,
        hypertension,
        medicationCount,
        lengthOfStay,
        dischargeDestination,
        1);
  }

  /** Says only when, for this is a patient's data. */
  @Override
  public String toString() {
    return "Profile[admittedAtMs=" + admittedAtMs + "]";
  }
}

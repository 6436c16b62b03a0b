package io.vitalgrid.loadgen.cohort;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Draws stays as the public data set's are distributed: each column on its own, uniform but for the
 * discharge destination. Measured on its 30,000 rows: 19.9 % of those discharged elsewhere than
 * home with diabetes or hypertension are readmitted, and 10.0 % of all others.
 */
final class CohortGenerator {
  private static final String[] GENDERS = {"Male", "Female", "Other"};
  private static final double HOME_SHARE = 0.696;
  private static final double REHAB_SHARE = 0.203;
  private static final double READMITTED_IF_AT_RISK = 0.199;
  private static final double READMITTED_OTHERWISE = 0.100;

  private CohortGenerator() {}

  static List<Stay> generate(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Stay> stays = new ArrayList<>(count);
    for (int number = 1; number <= count; number++) {
      stays.add(stay(number, random));
    }
    return Collections.unmodifiableList(stays);
  }

  private static Stay stay(int number, SplittableRandom random) {
    int age = random.nextInt(18, 91);
    String gender = GENDERS[random.nextInt(GENDERS.length)];
    int systolic = random.nextInt(110, 161);
    int diastolic = random.nextInt(70, 101);
    int cholesterol = random.nextInt(150, 301);
    double bmi = random.nextInt(180, 401) / 10.0;
    boolean diabetes = random.nextBoolean();
    boolean hypertension = random.nextBoolean();
    int medications = random.nextInt(0, 11);
    int days = random.nextInt(1, 11);
    String destination = destination(random.nextDouble());
    boolean atRisk = !destination.equals("Home") && (diabetes || hypertension);
    boolean readmitted =
        random.nextDouble() < (atRisk ? READMITTED_IF_AT_RISK : READMITTED_OTHERWISE);
    return new Stay(
        patientId(number),
        age,
        gender,
        systolic,
        diastolic,
        cholesterol,
        bmi,
        diabetes,
        hypertension,
        medications,
        days,
        destination,
        readmitted);
  }

  private static String destination(double uniform) {
    if (uniform < HOME_SHARE) {
      return "Home";
    }
    return uniform < HOME_SHARE + REHAB_SHARE ? "Rehab" : "Nursing_Facility";
  }

  static String patientId(int number) {
    return String.format(Locale.ROOT, "P%06d", number);
  }
}

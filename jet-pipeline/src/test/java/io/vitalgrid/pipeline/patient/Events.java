package io.vitalgrid.pipeline.patient;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.event.Admission;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import java.util.Arrays;

/** Events in the order in which they are read: each has the next offset of its partition. */
final class Events {
  static final String TOPIC = "patient-data";
  static final long TOPIC_ID = 7;

  private final long[] offsets = new long[16];

  Origin origin(int partition) {
    long offset = offsets[partition]++;
    return new Origin(TOPIC_ID, partition, offset, 1_000_000 + offset);
  }

  /** A heart rate from device MON-1. */
  Vitals vitals(PatientKey patient, long seq, long timeMs, double heartRate) {
    return vitals(patient, "MON-1", seq, timeMs, heartRate);
  }

  Vitals vitals(PatientKey patient, String device, long seq, long timeMs, double heartRate) {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    values[Vital.HEART_RATE.index()] = heartRate;
    return new Vitals(patient, timeMs, origin(0), device, seq, values, Observations.NONE);
  }

  Admission admission(PatientKey patient, long timeMs, int age) {
    return new Admission(patient, timeMs, origin(0), profile(timeMs, age));
  }

  Discharge discharge(PatientKey patient, long timeMs) {
    return new Discharge(patient, timeMs, origin(0));
  }

  static Profile profile(long admittedAtMs, int age) {
    return new Profile(
        admittedAtMs, "ICU-2", age, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Home");
  }
}

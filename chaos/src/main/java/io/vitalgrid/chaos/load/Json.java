package io.vitalgrid.chaos.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.SplittableRandom;

/** Events as the wire contract has them, and records that break it in each of the five ways. */
final class Json {
  private static final String[] GENDERS = {"Male", "Female", "Other"};
  private static final String[] DESTINATIONS = {"Home", "Nursing_Facility", "Rehab"};
  private static final int WAYS_TO_BE_BAD = 5;
  private static final long FUTURE_MS = 3_600_000;

  private final SplittableRandom random;
  private int bad;

  Json(SplittableRandom random) {
    this.random = random;
  }

  byte[] vitals(Bed bed, long seq, long timeMs) {
    StringBuilder json = begin("vitals", bed, timeMs);
    json.append(",\"device_id\":\"").append(bed.deviceId).append("\",\"seq\":").append(seq);
    json.append(",\"heart_rate\":").append(random.nextInt(50, 140));
    if (random.nextInt(4) > 0) {
      json.append(",\"respiratory_rate\":").append(random.nextInt(8, 30));
      json.append(",\"spo2\":").append(random.nextInt(88, 101));
    }
    if (random.nextInt(2) > 0) {
      int diastolic = random.nextInt(50, 100);
      json.append(",\"systolic_bp\":").append(diastolic + random.nextInt(20, 70));
      json.append(",\"diastolic_bp\":").append(diastolic);
    }
    if (random.nextInt(4) == 0) {
      json.append(",\"temperature\":").append(random.nextInt(350, 400) / 10.0);
      json.append(",\"glucose\":").append(random.nextInt(30, 150) / 10.0);
      json.append(",\"supplemental_oxygen\":").append(random.nextBoolean());
      json.append(",\"consciousness\":\"").append("ACVPU".charAt(random.nextInt(5))).append('"');
    }
    return end(json);
  }

  byte[] admission(Bed bed, long timeMs) {
    StringBuilder json = begin("admission", bed, timeMs);
    json.append(",\"ward\":\"ICU-").append(random.nextInt(1, 4)).append('"');
    json.append(",\"age\":").append(random.nextInt(18, 95));
    json.append(",\"gender\":\"").append(GENDERS[random.nextInt(3)]).append('"');
    int diastolic = random.nextInt(60, 100);
    json.append(",\"blood_pressure\":\"").append(diastolic + 40).append('/').append(diastolic);
    json.append("\",\"cholesterol\":").append(random.nextInt(150, 300));
    json.append(",\"bmi\":").append(random.nextInt(180, 400) / 10.0);
    json.append(",\"diabetes\":").append(random.nextBoolean());
    json.append(",\"hypertension\":").append(random.nextBoolean());
    json.append(",\"medication_count\":").append(random.nextInt(12));
    json.append(",\"length_of_stay\":").append(random.nextInt(12));
    json.append(",\"discharge_destination\":\"").append(DESTINATIONS[random.nextInt(3)]);
    return end(json.append('"'));
  }

  byte[] discharge(Bed bed, long timeMs) {
    return end(begin("discharge", bed, timeMs));
  }

  /** The ways take turns. */
  byte[] bad(Bed bed, long timeMs) {
    bad = (bad + 1) % WAYS_TO_BE_BAD;
    return switch (bad) {
      case 0 -> end(begin("telemetry", bed, timeMs));
      case 1 -> end(begin("vitals", bed, timeMs));
      case 2 -> end(begin("vitals", bed, timeMs).append(",\"heart_rate\":900"));
      case 3 -> end(begin("vitals", bed, timeMs + FUTURE_MS).append(",\"heart_rate\":80"));
      default -> begin("vitals", bed, timeMs).toString().getBytes(UTF_8);
    };
  }

  private static StringBuilder begin(String type, Bed bed, long timeMs) {
    return new StringBuilder(320)
        .append(
            String.format(
                Locale.ROOT,
                "{\"type\":\"%s\",\"patient_id\":\"%s\",\"event_time\":%d",
                type,
                bed.patientId,
                timeMs));
  }

  private static byte[] end(StringBuilder json) {
    return json.append('}').toString().getBytes(UTF_8);
  }
}

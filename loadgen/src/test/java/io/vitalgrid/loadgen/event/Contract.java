package io.vitalgrid.loadgen.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The wire contract as this module's tests read it: parses a record, and gives the reason for which
 * it must be rejected. Written on its own, not from the encoder.
 */
final class Contract {
  private static final String OK = "";
  private static final Map<String, double[]> VITALS =
      Map.of(
          "heart_rate", new double[] {0, 350},
          "respiratory_rate", new double[] {0, 120},
          "spo2", new double[] {0, 100},
          "temperature", new double[] {20, 45},
          "systolic_bp", new double[] {0, 350},
          "diastolic_bp", new double[] {0, 250},
          "glucose", new double[] {0, 100});
  private static final Map<String, double[]> PROFILE =
      Map.of(
          "age", new double[] {0, 130},
          "bmi", new double[] {5, 150},
          "cholesterol", new double[] {20, 1500},
          "medication_count", new double[] {0, 200},
          "length_of_stay", new double[] {0, 3650});

  private Contract() {}

  /**
   * Reads a record.
   *
   * @return the fields, or null if it is not one JSON object of plain values
   */
  static Map<String, Object> parse(byte[] value) {
    Map<String, Object> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        Object field =
            switch (json.nextToken()) {
              case VALUE_NUMBER_INT -> json.getLongValue();
              case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
              case VALUE_STRING -> json.getText();
              case VALUE_TRUE -> true;
              case VALUE_FALSE -> false;
              default -> throw new IOException("not plain");
            };
        if (fields.put(name, field) != null) {
          return null;
        }
      }
      return json.nextToken() == null ? fields : null;
    } catch (IOException e) {
      return null;
    }
  }

  static long eventTimeMs(Map<String, Object> fields) {
    Object time = fields.get("event_time");
    return time instanceof Long ms
        ? ms
        : OffsetDateTime.parse((String) time).toInstant().toEpochMilli();
  }

  /**
   * Judges a record.
   *
   * @return the reason code, or empty for a good record
   */
  static String reason(byte[] value, long recordMs) {
    Map<String, Object> fields = parse(value);
    if (fields == null) {
      return "malformed_json";
    }
    if (!Set.of("vitals", "admission", "discharge").contains(String.valueOf(fields.get("type")))) {
      return "unknown_type";
    }
    if (!(fields.get("patient_id") instanceof String) || fields.get("event_time") == null) {
      return "missing_field";
    }
    if (eventTimeMs(fields) > recordMs + 10_000) {
      return "future_event_time";
    }
    return switch ((String) fields.get("type")) {
      case "vitals" -> vitals(fields);
      case "admission" -> admission(fields);
      default -> OK;
    };
  }

  private static String vitals(Map<String, Object> fields) {
    if (Stream.concat(VITALS.keySet().stream(), Stream.of("consciousness", "supplemental_oxygen"))
        .noneMatch(fields::containsKey)) {
      return "missing_field";
    }
    boolean inRange = inRange(fields, VITALS);
    if (fields.containsKey("systolic_bp") && fields.containsKey("diastolic_bp")) {
      inRange &= number(fields, "systolic_bp") >= number(fields, "diastolic_bp");
    }
    if (fields.get("consciousness") instanceof String letter) {
      inRange &= Set.of("A", "C", "V", "P", "U").contains(letter);
    }
    return inRange ? OK : "out_of_range";
  }

  private static String admission(Map<String, Object> fields) {
    if (!fields.keySet().containsAll(PROFILE.keySet())
        || !fields
            .keySet()
            .containsAll(
                Set.of(
                    "gender",
                    "blood_pressure",
                    "diabetes",
                    "hypertension",
                    "discharge_destination"))) {
      return "missing_field";
    }
    boolean fits =
        inRange(fields, PROFILE)
            && Set.of("Male", "Female", "Other").contains(fields.get("gender"))
            && Set.of("Home", "Nursing_Facility", "Rehab")
                .contains(fields.get("discharge_destination"))
            && Set.of("Yes", "No").contains(fields.get("diabetes"))
            && Set.of("Yes", "No").contains(fields.get("hypertension"))
            && ((String) fields.get("blood_pressure")).matches("\\d{2,3}/\\d{2,3}");
    return fits ? OK : "out_of_range";
  }

  private static boolean inRange(Map<String, Object> fields, Map<String, double[]> ranges) {
    for (Map.Entry<String, double[]> range : ranges.entrySet()) {
      if (fields.containsKey(range.getKey())) {
        double value = number(fields, range.getKey());
        if (!(value >= range.getValue()[0] && value <= range.getValue()[1])) {
          return false;
        }
      }
    }
    return true;
  }

  static double number(Map<String, Object> fields, String name) {
    return ((Number) fields.get(name)).doubleValue();
  }
}

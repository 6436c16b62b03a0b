package io.vitalgrid.pipeline.event;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The fields that the wire contract knows. The vitals stand first, in the order of their enum. */
enum Field {
  HEART_RATE,
  RESPIRATORY_RATE,
  SPO2,
  TEMPERATURE,
  SYSTOLIC_BP,
  DIASTOLIC_BP,
  GLUCOSE,
  SUPPLEMENTAL_OXYGEN,
  CONSCIOUSNESS,
  TYPE,
  PATIENT_ID,
  DEVICE_ID,
  SEQ,
  EVENT_TIME,
  WARD,
  AGE,
  GENDER,
  BLOOD_PRESSURE,
  CHOLESTEROL,
  BMI,
  DIABETES,
  HYPERTENSION,
  MEDICATION_COUNT,
  LENGTH_OF_STAY,
  DISCHARGE_DESTINATION,
  SPO2_SCALE;

  static final int COUNT = values().length;

  private static final Map<String, Field> BY_NAME = new HashMap<>();

  static {
    for (Field field : values()) {
      BY_NAME.put(field.fieldName, field);
    }
  }

  private final String fieldName = name().toLowerCase(Locale.ROOT);

  String fieldName() {
    return fieldName;
  }

  /**
   * @return the field, or null if the contract does not know the name
   */
  static Field named(String name) {
    return BY_NAME.get(name);
  }
}

package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
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

  /** The same, by the names' hashes: a field is there or in one of the next places. */
  private static final Field[] BY_HASH = new Field[64];

  static {
    for (Field field : values()) {
      BY_NAME.put(field.fieldName, field);
      int place = place(field.fieldName.hashCode());
      while (BY_HASH[place] != null) {
        place = place + 1 & BY_HASH.length - 1;
      }
      BY_HASH[place] = field;
    }
  }

  private final String fieldName = name().toLowerCase(Locale.ROOT);

  @SuppressWarnings("ImmutableEnumChecker") // never written
  private final byte[] ascii = fieldName.getBytes(US_ASCII);

  String fieldName() {
    return fieldName;
  }

  /**
   * @return the field, or null if the contract does not know the name
   */
  static Field named(String name) {
    return BY_NAME.get(name);
  }

  /**
   * The same of a name in ASCII.
   *
   * @param hash of its bytes, as {@link String#hashCode} has it
   */
  static Field named(byte[] name, int from, int length, int hash) {
    int place = place(hash);
    for (Field field; (field = BY_HASH[place]) != null; ) {
      if (Arrays.equals(field.ascii, 0, field.ascii.length, name, from, from + length)) {
        return field;
      }
      place = place + 1 & BY_HASH.length - 1;
    }
    return null;
  }

  /** Whether its name and a quote stand there. */
  boolean isAt(byte[] record, int from, int recordEnd) {
    int nameEnd = from + ascii.length;
    return nameEnd < recordEnd
        && record[nameEnd] == '"'
        && Arrays.equals(ascii, 0, ascii.length, record, from, nameEnd);
  }

  private static int place(int hash) {
    return (hash ^ hash >>> 11) & BY_HASH.length - 1;
  }
}

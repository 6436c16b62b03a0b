package io.vitalgrid.pipeline.clinical;

import io.vitalgrid.grid.Vital;

/** The seven parameters of NEWS2, in the order of the chart. */
public enum Parameter {
  RESPIRATORY_RATE("respiratory_rate", "respiratory rate", Vital.RESPIRATORY_RATE),
  SPO2("spo2", "SpO2", Vital.SPO2),
  OXYGEN("supplemental_oxygen", "supplemental oxygen", null),
  SYSTOLIC_BP("systolic_bp", "systolic pressure", Vital.SYSTOLIC_BP),
  HEART_RATE("heart_rate", "pulse", Vital.HEART_RATE),
  CONSCIOUSNESS("consciousness", "consciousness", null),
  TEMPERATURE("temperature", "temperature", Vital.TEMPERATURE);

  private static final Parameter[] ALL = values();

  /** How many there are. */
  public static final int COUNT = ALL.length;

  private static final Parameter[] OF_VITALS = new Parameter[Vital.COUNT];

  static {
    for (Parameter each : ALL) {
      if (each.vital != null) {
        OF_VITALS[each.vital.index()] = each;
      }
    }
  }

  private final String fieldName;
  private final String words;
  private final Vital vital;

  Parameter(String fieldName, String words, Vital vital) {
    this.fieldName = fieldName;
    this.words = words;
    this.vital = vital;
  }

  /** The parameter with this place; unlike {@link #values()} it copies nothing. */
  public static Parameter of(int index) {
    return ALL[index];
  }

  /** The parameter that this vital is; null if it is none. */
  static Parameter ofVital(int vitalIndex) {
    return OF_VITALS[vitalIndex];
  }

  /** Its place in arrays and bit masks. */
  @SuppressWarnings("EnumOrdinal") // the order is that of the arrays, by design
  public int index() {
    return ordinal();
  }

  /** The name in events. */
  public String fieldName() {
    return fieldName;
  }

  /** The name in sentences. */
  public String words() {
    return words;
  }

  /** What a device measures for it; null for the two that are observed. */
  public Vital vital() {
    return vital;
  }
}

package io.vitalgrid.grid;

/** The measurements of a bedside device, with the ranges that the wire contract accepts. */
public enum Vital {
  HEART_RATE("heart_rate", "beats/min", 0, 350),
  RESPIRATORY_RATE("respiratory_rate", "breaths/min", 0, 120),
  SPO2("spo2", "%", 0, 100),
  TEMPERATURE("temperature", "°C", 20, 45),
  SYSTOLIC_BP("systolic_bp", "mmHg", 0, 350),
  DIASTOLIC_BP("diastolic_bp", "mmHg", 0, 250),
  GLUCOSE("glucose", "mmol/L", 0, 100);

  private static final Vital[] ALL = values();

  /** How many there are: the length of every array that is indexed by ordinal. */
  public static final int COUNT = ALL.length;

  private final String fieldName;
  private final String unit;
  private final double min;
  private final double max;

  Vital(String fieldName, String unit, double min, double max) {
    this.fieldName = fieldName;
    this.unit = unit;
    this.min = min;
    this.max = max;
  }

  /** The vital with this ordinal; unlike {@link #values()} it copies nothing. */
  public static Vital of(int ordinal) {
    return ALL[ordinal];
  }

  /** The place of this vital in an array that has one element for each. */
  @SuppressWarnings("EnumOrdinal") // the order is that of the arrays, by design
  public int index() {
    return ordinal();
  }

  /** The name in events and the first part of the name of its SQL columns. */
  public String fieldName() {
    return fieldName;
  }

  public String unit() {
    return unit;
  }

  /** The lowest accepted value, in {@link #unit()}. */
  public double min() {
    return min;
  }

  /** The highest accepted value, in {@link #unit()}. */
  public double max() {
    return max;
  }
}

package io.vitalgrid.loadgen.device;

import java.util.List;

/**
 * What a device read at one moment. Filled anew by {@link Device#read}; the thread that reads owns
 * it. Units as in the wire contract; tenths where the name says so.
 */
public final class Reading {
  // The sensors.
  public static final int HEART_RATE = 0;
  public static final int RESPIRATORY_RATE = 1;
  public static final int SPO2 = 2;
  public static final int TEMPERATURE = 3;
  public static final int SYSTOLIC_BP = 4;
  public static final int DIASTOLIC_BP = 5;
  public static final int GLUCOSE = 6;
  public static final int SENSORS = 7;

  /** How the wire contract calls the sensors. */
  public static final List<String> NAMES =
      List.of(
          "heart_rate",
          "respiratory_rate",
          "spo2",
          "temperature",
          "systolic_bp",
          "diastolic_bp",
          "glucose");

  public int heartRate;
  public int respiratoryRate;
  public int spo2;
  public int temperatureTenths;
  public int systolicBp;
  public int diastolicBp;
  public int glucoseTenths;
  public boolean supplementalOxygen;

  /** A letter of ACVPU. */
  public char consciousness;

  /** The sensor that gives nothing, or -1. */
  int missing = -1;

  /** Whether the sensor gave something. */
  public boolean has(int sensor) {
    return sensor != missing;
  }

  /** What the sensor gave, in the wire contract's unit. */
  public double value(int sensor) {
    return switch (sensor) {
      case HEART_RATE -> heartRate;
      case RESPIRATORY_RATE -> respiratoryRate;
      case SPO2 -> spo2;
      case TEMPERATURE -> temperatureTenths / 10.0;
      case SYSTOLIC_BP -> systolicBp;
      case DIASTOLIC_BP -> diastolicBp;
      case GLUCOSE -> glucoseTenths / 10.0;
      default -> throw new IllegalArgumentException("sensor " + sensor);
    };
  }
}

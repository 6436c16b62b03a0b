package io.vitalgrid.loadgen.device;

/**
 * What a device read at one moment. Filled anew by {@link Device#read}; the thread that reads owns
 * it. Units as in the wire contract; tenths where the name says so.
 */
public final class Reading {
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
}

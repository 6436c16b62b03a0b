package io.vitalgrid.loadgen.device;

import io.vitalgrid.loadgen.cohort.Stay;

/**
 * The monitor at one patient's bed.
 *
 * <p>A reading is the patient's own level, plus a slow drift (one minute), plus a quick one (four
 * seconds), plus the signs of deterioration. Blood pressure centres on the admission's. A
 * deteriorating patient goes through a sepsis-like episode again and again: severity swells from 0
 * to 1 and back within part of a cycle of 2 to 5 minutes, the pulse, breathing and temperature rise
 * with it, pressure and oxygen saturation fall, then oxygen is given and consciousness clouds. At
 * the height NEWS2 is far above 7; a stable patient's stays mostly at 0 to 2.
 *
 * <p>Immutable.
 */
public final class Device {
  private static final long SLOW_MS = 60_000;
  private static final long QUICK_MS = 4_000;
  private static final double OXYGEN_AT = 0.35; // severity from which oxygen is given
  private static final double CONFUSED_AT = 0.7;
  private static final double VOICE_AT = 0.9;

  private final long seed;
  private final double heartRate;
  private final double respiratoryRate;
  private final double spo2;
  private final double temperature;
  private final double systolicBp;
  private final double diastolicBp;
  private final double glucose;
  private final boolean deteriorating;
  private final long cycleMs;
  private final long phaseMs;
  private final FaultPlan faults;

  /** A device without faults. */
  public Device(Stay stay, long seed, double deterioratingShare) {
    this(stay, seed, deterioratingShare, FaultPlan.NONE);
  }

  /**
   * The device of one stay.
   *
   * @param seed this patient's own
   * @param deterioratingShare how likely the patient is one that deteriorates, 0 to 1
   * @param faults what is wrong with it, and when
   */
  public Device(Stay stay, long seed, double deterioratingShare, FaultPlan faults) {
    this.seed = seed;
    this.faults = faults;
    heartRate = Mix.between(62, 86, seed, 1);
    respiratoryRate = Mix.between(13, 18, seed, 2);
    spo2 = Mix.between(96.2, 98.6, seed, 3);
    temperature = Mix.between(36.4, 37.2, seed, 4);
    systolicBp = stay.systolicBp();
    diastolicBp = stay.diastolicBp();
    glucose = stay.diabetes() ? Mix.between(7, 11, seed, 5) : Mix.between(4.6, 6.4, seed, 5);
    deteriorating = Mix.unit(seed, 6) < deterioratingShare;
    cycleMs = (long) Mix.between(120_000, 300_000, seed, 7);
    phaseMs = (long) (cycleMs * Mix.unit(seed, 8));
  }

  /** Whether the patient goes through episodes. */
  public boolean deteriorating() {
    return deteriorating;
  }

  /** What the device reads at a time, in epoch milliseconds. */
  public void read(long timeMs, Reading reading) {
    Fault fault = faults.at(timeMs);
    measure(fault == Fault.STUCK ? faults.since(timeMs) : timeMs, reading);
    reading.missing = fault == Fault.MISSING_SENSOR ? faults.sensor(timeMs) : -1;
    switch (fault) {
      case LEADS_OFF -> {
        reading.heartRate = 0;
        reading.spo2 = 0;
      }
      case NOISE -> disturb(timeMs, faults.noise(timeMs), reading);
      case SPIKE -> {
        if (faults.isSpike(timeMs)) {
          disturb(timeMs, faults.direction(timeMs), reading);
        }
      }
      case DRIFT -> disturb(timeMs, faults.direction(timeMs) * drifted(timeMs), reading);
      default -> {}
    }
  }

  /** 0 at the beginning of the fault, 1 after two minutes, and so on. */
  private double drifted(long timeMs) {
    return (timeMs - faults.since(timeMs)) / 120_000.0;
  }

  /** Puts one sensor off by so many times what is clearly wrong. */
  private void disturb(long timeMs, double by, Reading reading) {
    switch (faults.sensor(timeMs)) {
      case Reading.HEART_RATE -> reading.heartRate = rounded(reading.heartRate + 60 * by, 0, 350);
      case Reading.RESPIRATORY_RATE ->
          reading.respiratoryRate = rounded(reading.respiratoryRate + 30 * by, 0, 120);
      case Reading.SPO2 -> reading.spo2 = rounded(reading.spo2 - 30 * Math.abs(by), 0, 100);
      case Reading.TEMPERATURE ->
          reading.temperatureTenths = rounded(reading.temperatureTenths + 40 * by, 200, 450);
      case Reading.GLUCOSE ->
          reading.glucoseTenths = rounded(reading.glucoseTenths + 80 * Math.abs(by), 0, 1000);
      default -> {
        // One cuff measures both pressures.
        reading.systolicBp = rounded(reading.systolicBp + 60 * Math.abs(by), 0, 350);
        reading.diastolicBp = rounded(reading.diastolicBp + 40 * Math.abs(by), 0, 250);
      }
    }
  }

  /** What is wrong with it, and when. */
  public FaultPlan faults() {
    return faults;
  }

  private void measure(long timeMs, Reading reading) {
    double severity = severity(timeMs);
    reading.heartRate = rounded(heartRate + drift(timeMs, 1, 5, 2) + 58 * severity, 25, 240);
    reading.respiratoryRate =
        rounded(respiratoryRate + drift(timeMs, 2, 1.4, 0.6) + 15 * severity, 4, 70);
    reading.spo2 = rounded(spo2 + drift(timeMs, 3, 0.8, 0.4) - 10 * severity, 60, 100);
    reading.temperatureTenths =
        rounded(10 * (temperature + drift(timeMs, 4, 0.15, 0.05) + 2.1 * severity), 330, 420);
    reading.systolicBp =
        rounded(systolicBp + drift(timeMs, 5, 6, 3) - 0.36 * systolicBp * severity, 10, 300);
    int diastolic =
        rounded(diastolicBp + drift(timeMs, 6, 4, 2) - 0.36 * diastolicBp * severity, 5, 200);
    reading.diastolicBp = Math.min(diastolic, reading.systolicBp - 5);
    reading.glucoseTenths =
        rounded(10 * (glucose + drift(timeMs, 7, 0.4, 0.1) + 1.5 * severity), 15, 400);
    reading.supplementalOxygen = severity > OXYGEN_AT;
    reading.consciousness = severity > VOICE_AT ? 'V' : severity > CONFUSED_AT ? 'C' : 'A';
  }

  private double drift(long timeMs, int vital, double slow, double quick) {
    long vitalSeed = seed ^ (vital * 0xD6E8FEB86659FD93L);
    return slow * Noise.at(timeMs, SLOW_MS, vitalSeed)
        + quick * Noise.at(timeMs, QUICK_MS, ~vitalSeed);
  }

  /** 0 (well) to 1 (worst): nothing in the first half of the cycle, then a smooth hill. */
  private double severity(long timeMs) {
    if (!deteriorating) {
      return 0;
    }
    double position = (double) Math.floorMod(timeMs + phaseMs, cycleMs) / cycleMs;
    if (position < 0.5) {
      return 0;
    }
    double x = 1 - Math.abs(4 * position - 3); // 0 at the foot, 1 at the top
    return x * x * (3 - 2 * x);
  }

  private static int rounded(double value, int min, int max) {
    return (int) Math.max(min, Math.min(max, Math.rint(value)));
  }
}

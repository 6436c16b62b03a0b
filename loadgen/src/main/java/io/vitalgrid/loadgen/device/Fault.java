package io.vitalgrid.loadgen.device;

/** What may be wrong with a device for a minute. */
enum Fault {
  NONE,
  /** The reading of the minute's beginning, again and again. */
  STUCK,
  /** One sensor gives nothing. */
  MISSING_SENSOR,
  /** Heart rate and oxygen saturation are 0. */
  LEADS_OFF;

  private static final long MINUTE_MS = 60_000;
  private static final Fault[] FAULTS = {STUCK, MISSING_SENSOR, LEADS_OFF};

  /** The faults of one device: like its readings, a pure function of time. */
  static final class Of {
    private final long seed;
    private final double share;

    Of(long deviceSeed, double share) {
      seed = Mix.bits(deviceSeed, 9);
      this.share = share;
    }

    Fault at(long timeMs) {
      if (share == 0 || Mix.unit(seed, minute(timeMs)) >= share) {
        return NONE;
      }
      return FAULTS[(int) Math.floorMod(Mix.bits(~seed, minute(timeMs)), (long) FAULTS.length)];
    }

    /** When the fault of that time began. */
    long since(long timeMs) {
      return minute(timeMs) * MINUTE_MS;
    }

    /** The sensor that gives nothing then. */
    int sensor(long timeMs) {
      return (int) Math.floorMod(Mix.bits(seed, ~minute(timeMs)), (long) Reading.SENSORS);
    }

    private static long minute(long timeMs) {
      return Math.floorDiv(timeMs, MINUTE_MS);
    }
  }
}

package io.vitalgrid.pipeline.device;

import io.vitalgrid.grid.Vital;
import java.util.Locale;

/** Why a fault was found, for people. */
final class Reasons {
  private Reasons() {}

  static String of(Fault fault, DeviceState device, Disagreement comparison, DevicePolicy policy) {
    Sensors sensors = device.sensors();
    return switch (fault) {
      case DROP_OUT -> missing(sensors, policy);
      case WRONG_CLOCK -> clock(device.clock());
      case STUCK -> stuck(sensors, policy);
      case NOISE_BURST -> name(sensors.noisySensor(false)) + " jumps up and down";
      case SPIKE -> name(sensors.spikedSensor(false)) + " was far off for one reading";
      case DRIFT -> drift(comparison);
      case SEQUENCE_GAPS ->
          text("%.0f %% of its numbers never came", 100 * device.sequence().lostShare());
      case BAD_RECORDS ->
          text("%d of its last 16 records were refused", device.history().refused());
    };
  }

  static String silent(Arrivals arrivals, DevicePolicy policy) {
    return text(
        "nothing for %s, where a record every %s is usual",
        duration(arrivals.patienceMs(policy)), duration(arrivals.expectedGapMs()));
  }

  private static String missing(Sensors sensors, DevicePolicy policy) {
    return name(sensors.missingSensor(policy)) + " is missing from its readings";
  }

  private static String clock(ClockOffset clock) {
    return text(
        "its clock is %s %s",
        duration(Math.abs((long) clock.offsetMs())), clock.offsetMs() > 0 ? "behind" : "ahead");
  }

  private static String stuck(Sensors sensors, DevicePolicy policy) {
    if (sensors.isWholeStuck(policy)) {
      return text("the same reading %d times in a row", sensors.run(Sensors.NO_SENSOR));
    }
    int sensor = sensors.stuckSensor(policy);
    return text("%s is the same %d times in a row", name(sensor), sensors.run(sensor));
  }

  private static String drift(Disagreement comparison) {
    Vital vital = Vital.of(comparison.vital());
    float by = comparison.difference();
    return text(
        "%s is %.1f %s %s than at the patient's other devices",
        vital.fieldName(), Math.abs(by), vital.unit(), by > 0 ? "higher" : "lower");
  }

  private static String name(int sensor) {
    return sensor == Sensors.NO_SENSOR ? "a sensor" : Vital.of(sensor).fieldName();
  }

  private static String duration(long ms) {
    return ms < 10_000 ? text("%.1f s", ms / 1000.0) : text("%d s", ms / 1000);
  }

  private static String text(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}

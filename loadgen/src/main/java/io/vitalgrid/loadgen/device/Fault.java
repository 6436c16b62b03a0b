package io.vitalgrid.loadgen.device;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may be wrong with a device for a while. */
public enum Fault {
  NONE,
  /** The reading of the beginning, again and again. */
  STUCK,
  /** One sensor gives nothing. */
  MISSING_SENSOR,
  /** Heart rate and oxygen saturation are 0. */
  LEADS_OFF,
  /** One sensor jumps up and down from reading to reading. */
  NOISE,
  /** Every 20 s one sensor is far off, for a second. */
  SPIKE,
  /** One sensor moves away from the truth, further and further. */
  DRIFT,
  /** Nothing is sent. */
  DROP_OUT,
  /** The clock is ahead or behind, as far as clocks are wrong in this run. */
  WRONG_CLOCK,
  /** One message in four is lost on its way. */
  SEQUENCE_GAPS,
  /** Every other record is out of range. */
  BAD_RECORDS;

  /** Those that only change what is read; the mix of a run that names none. */
  public static final List<Fault> OF_SENSORS = List.of(STUCK, MISSING_SENSOR, LEADS_OFF);

  /** All that can be asked for, by name. */
  public static List<String> names() {
    return Arrays.stream(values()).filter(f -> f != NONE).map(Fault::toString).toList();
  }

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

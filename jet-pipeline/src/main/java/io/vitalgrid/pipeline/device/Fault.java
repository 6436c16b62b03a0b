package io.vitalgrid.pipeline.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What may be wrong with a device, the most serious first. */
public enum Fault {
  /** Nothing comes any more, of the whole device or of one of its sensors. */
  DROP_OUT,
  /** Its clock is ahead or behind. */
  WRONG_CLOCK,
  /** The same value again and again. */
  STUCK,
  /** Readings that jump up and down. */
  NOISE_BURST,
  /** Away from what the patient's other devices say. */
  DRIFT,
  /** A single reading far from its neighbours. */
  SPIKE,
  /** Numbers that never come. */
  SEQUENCE_GAPS,
  /** Many records that break the wire contract. */
  BAD_RECORDS;

  private static final Fault[] ALL = values();

  /** Its bit in a set of faults. */
  @SuppressWarnings("EnumOrdinal") // bits live in memory only
  int bit() {
    return 1 << ordinal();
  }

  boolean isIn(int faults) {
    return (faults & bit()) != 0;
  }

  /** The faults of a set, the most serious first. */
  static List<Fault> in(int faults) {
    List<Fault> list = new ArrayList<>();
    for (Fault fault : ALL) {
      if (fault.isIn(faults)) {
        list.add(fault);
      }
    }
    return list;
  }

  /** The fault of this name, if this version knows it. */
  static Optional<Fault> named(String name) {
    return Arrays.stream(ALL).filter(fault -> fault.name().equals(name)).findFirst();
  }
}

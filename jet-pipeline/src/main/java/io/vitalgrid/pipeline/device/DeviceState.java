package io.vitalgrid.pipeline.device;

import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is remembered of one device at one patient: some 400 bytes. Learned anew after a restart,
 * but for what the device's row says.
 */
final class DeviceState {
  /** After so many readings in a row that are older than one before, the clock has been set. */
  private static final int NEW_ORDER = 16;

  private static final int COMPARE_EVERY = 8;
  private static final int COMPARISONS = 3;

  /** Until then what the table says of a device is believed. */
  private static final int RECORDS_TO_LEARN = 40;

  private final String id;
  private final PatientKey patient;
  private final Arrivals arrivals = new Arrivals();
  private final ClockOffset clock = new ClockOffset();
  private final SequenceWindow sequence = new SequenceWindow();
  private final RecordHistory history = new RecordHistory();
  private final Sensors sensors = new Sensors();

  /** Only where there are devices to compare with. */
  private Levels levels;

  /** Event time of the newest reading. */
  private long newestMs = Arrivals.NEVER;

  private short outOfOrder;
  private short records;
  private short readings;

  // The books of the watch.
  int faults;
  List<StandingFault> standing = List.of();
  long sinceMs;
  long reportedMs = Arrivals.NEVER;

  /** Whether it is known what the table says. */
  boolean adopted;

  /** Whether it has dropped out, all of it. */
  boolean gone;

  /** Whether it is only known from the table: no lane has heard it yet. */
  boolean orphan;

  /** Whether nothing more is to be said of it. */
  boolean detached;

  DeviceState(String id, PatientKey patient) {
    this.id = id;
    this.patient = patient;
  }

  String id() {
    return id;
  }

  PatientKey patient() {
    return patient;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  ClockOffset clock() {
    return clock;
  }

  SequenceWindow sequence() {
    return sequence;
  }

  RecordHistory history() {
    return history;
  }

  Sensors sensors() {
    return sensors;
  }

  /** Null where there is nothing to compare with. */
  Levels levels() {
    return levels;
  }

  /**
   * Takes a record in.
   *
   * @return whether it was in order, and so counts as a reading
   */
  boolean hear(Vitals event, DevicePolicy policy) {
    long recordMs = event.origin().timestampMs();
    arrivals.add(recordMs);
    clock.add(recordMs, event.eventTimeMs());
    history.add(false);
    count(event.seq());
    boolean inOrder = isInOrder(event.eventTimeMs());
    if (inOrder) {
      readings++;
      sensors.add(event.values(), policy);
      if (levels != null) {
        levels.add(event.values(), event.eventTimeMs());
      }
    }
    return inOrder;
  }

  /** Takes note of a record's number, be it refused or not. */
  void count(long seq) {
    records = (short) Math.min(records + 1, RECORDS_TO_LEARN);
    if (seq != Vitals.NO_SEQ) {
      sequence.add(seq);
    }
  }

  private boolean isInOrder(long timeMs) {
    if (timeMs <= newestMs && ++outOfOrder < NEW_ORDER) {
      return false;
    }
    outOfOrder = 0;
    newestMs = timeMs;
    return true;
  }

  void compareFromNowOn() {
    if (levels == null) {
      levels = new Levels();
    }
  }

  boolean isComparisonDue() {
    return levels != null && readings % COMPARE_EVERY == 0;
  }

  /** Whether it has not dropped out. */
  boolean isHeard(long nowMs, DevicePolicy policy) {
    return arrivals.dueMs(policy) > nowMs;
  }

  /** The faults that stand by what was heard until now. */
  int judge(DevicePolicy policy) {
    int found = ofRecords(policy);
    if (records < RECORDS_TO_LEARN) {
      found |= faults & ~Fault.DROP_OUT.bit();
    }
    if (sensors.isWholeStuck(policy) || sensors.stuckSensor(policy) != Sensors.NO_SENSOR) {
      found |= Fault.STUCK.bit();
    }
    if (sensors.noisySensor(has(Fault.NOISE_BURST)) != Sensors.NO_SENSOR) {
      found |= Fault.NOISE_BURST.bit();
    } else if (sensors.spikedSensor(has(Fault.SPIKE)) != Sensors.NO_SENSOR) {
      found |= Fault.SPIKE.bit();
    }
    if (sensors.missingSensor(policy) != Sensors.NO_SENSOR) {
      found |= Fault.DROP_OUT.bit();
    }
    return found;
  }

  private int ofRecords(DevicePolicy policy) {
    int found = 0;
    if (clock.isWrong(has(Fault.WRONG_CLOCK), policy.clockToleranceMs())) {
      found |= Fault.WRONG_CLOCK.bit();
    }
    if (sequence.isLosing(has(Fault.SEQUENCE_GAPS), policy.lostShare())) {
      found |= Fault.SEQUENCE_GAPS.bit();
    }
    if (history.isBad(has(Fault.BAD_RECORDS), policy.badRecords())) {
      found |= Fault.BAD_RECORDS.bit();
    }
    if (levels != null && levels.isDrifting(has(Fault.DRIFT), COMPARISONS)) {
      found |= Fault.DRIFT.bit();
    }
    return found;
  }

  private boolean has(Fault fault) {
    return fault.isIn(faults);
  }

  void raise(Fault fault, String reason, long atMs) {
    List<StandingFault> now = new ArrayList<>(standing);
    now.add(new StandingFault(fault, reason, atMs));
    now.sort((one, other) -> one.fault().compareTo(other.fault()));
    stand(now, atMs);
  }

  /** Ends a fault that stands. */
  StandingFault clear(Fault fault, long atMs) {
    List<StandingFault> now = new ArrayList<>(standing);
    StandingFault ended =
        now.stream().filter(each -> each.fault() == fault).findFirst().orElseThrow();
    now.remove(ended);
    stand(now, atMs);
    return ended;
  }

  private void stand(List<StandingFault> now, long atMs) {
    String before = status();
    standing = now.isEmpty() ? List.of() : now;
    faults = now.stream().mapToInt(each -> each.fault().bit()).sum();
    if (!status().equals(before)) {
      sinceMs = atMs;
    }
  }

  String status() {
    return standing.isEmpty() ? DeviceReport.OK : standing.get(0).fault().name();
  }

  /** Of the most serious fault; null if there is none. */
  String reason() {
    return standing.isEmpty() ? null : standing.get(0).reason();
  }

  /** Of all faults that stand, separated by commas. */
  String faultNames() {
    return standing.isEmpty()
        ? ""
        : standing.stream().map(each -> each.fault().name()).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return "DeviceState[" + status() + "]";
  }
}

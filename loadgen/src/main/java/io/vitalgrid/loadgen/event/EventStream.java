package io.vitalgrid.loadgen.event;

import io.vitalgrid.loadgen.device.Fault;
import io.vitalgrid.loadgen.device.FaultPlan;
import io.vitalgrid.loadgen.device.Mix;
import io.vitalgrid.loadgen.device.Reading;
import java.time.Duration;
import java.util.List;

/**
 * The events of a run, one for each slot of the schedule.
 *
 * <p>Every second slot admits a patient until all are in, unless they are from the start; the other
 * slots go round the beds of those admitted. Each slot after an admission is given one kind by the
 * dials of {@link Disorder}. A delayed event carries the time at which it was measured, and what
 * the device read then; the device numbers its messages as it sends them. So disorder needs no
 * memory, begins with the first event, and holds its share and its delay exactly.
 *
 * <p>Example, late by 7 s: the slot at 12:00:30.000 carries {@code "event_time": 12:00:22.998} and
 * the reading of that moment (2 ms are the device's own way to the network).
 *
 * <p>Numbers start at the run's start time, so that a second run against the same grid is not taken
 * for a repetition of the first.
 *
 * <p>Not thread-safe; the sending thread owns it. It allocates nothing for vitals.
 */
public final class EventStream {
  /** Device {@code MON-17} stands at the bed of the 17th patient of the cohort. */
  public static final String DEVICE_PREFIX = "MON-";

  /** How far bad records of that kind are dated into the future. */
  private static final Duration FUTURE = Duration.ofHours(1);

  private final Bed[] beds;
  private final Disorder disorder;
  private final List<Kind> badKinds;
  private final Turns turns;
  private final Outages outages;
  private final long maxClockSkewMs;
  private final boolean anySilent;
  private final boolean anyBadDevice;
  private final long seed;
  private final EventEncoder encoder = new EventEncoder();
  private final Event event = new Event();
  private long slots;
  private long draws;
  private int admitted;
  private int badTurn;

  /**
   * The events of a run.
   *
   * @param startMs the run's start in epoch milliseconds; every device's first number
   */
  public EventStream(EventSettings settings, long startMs) {
    disorder = settings.disorder();
    badKinds = disorder.badKinds();
    seed = Mix.bits(settings.seed(), -2);
    maxClockSkewMs = settings.terms().maxClockSkew().toMillis();
    beds = new Bed[settings.cohort().size()];
    for (int i = 0; i < beds.length; i++) {
      beds[i] = new Bed(settings.cohort().get(i), i, settings, seed, startMs);
    }
    admitted = settings.admitted() ? beds.length : 0;
    turns = new Turns(beds.length, settings.trouble().zipf());
    outages = new Outages(settings.outages(), startMs, beds.length, Mix.bits(seed, -3));
    anySilent =
        settings.trouble().silentShare() > 0
            || settings.trouble().has(Fault.DROP_OUT)
            || !settings.outages().isEmpty();
    anyBadDevice = settings.trouble().has(Fault.BAD_RECORDS);
  }

  /** What the device at a patient's bed reads at a time. */
  public void read(int patient, long timeMs, Reading reading) {
    beds[patient].device.read(timeMs, reading);
  }

  /** What is wrong with the device at a patient's bed, and when: the ground truth. */
  public FaultPlan faults(int patient) {
    return beds[patient].device.faults();
  }

  /**
   * The event of the next slot.
   *
   * @param intendedMs the slot's intended send time in epoch milliseconds, never less than the last
   * @return the same instance each time, filled anew
   */
  public Event next(long intendedMs) {
    boolean admissionSlot = (slots++ & 1) == 0;
    if (admissionSlot && admitted < beds.length) {
      return admission(admitted++, intendedMs);
    }
    outages.advance(intendedMs);
    if (outages.isKept(intendedMs)) {
      int patient = outages.nextKept(admitted);
      if (patient >= 0 && outages.keptTimeMs(intendedMs) >= beds[patient].stayFromMs) {
        return kept(patient, intendedMs);
      }
    }
    int patient = anySilent ? nextToBeHeard(intendedMs) : nextPatient();
    Bed bed = beds[patient];
    if (bed.discharged) {
      bed.discharged = false;
      return admission(patient, intendedMs);
    }
    if (anyBadDevice && bed.fault(intendedMs) == Fault.BAD_RECORDS && unit() < 0.5) {
      return badOfDevice(patient, intendedMs);
    }
    Kind kind = disorder.kind(unit(), badKinds.get(badTurn));
    return switch (kind) {
      case IN_ORDER, OUT_OF_ORDER, LATE, TOO_LATE -> vitals(kind, patient, intendedMs);
      case DUPLICATE ->
          bed.lastSeq == Bed.NO_SEQ
              ? vitals(Kind.IN_ORDER, patient, intendedMs)
              : duplicate(patient);
      case DISCHARGE -> discharge(patient, intendedMs);
      default -> bad(kind, patient, intendedMs);
    };
  }

  private int nextPatient() {
    return turns.isRandom() ? turns.draw(admitted, unit()) : turns.next(admitted);
  }

  /** Passes over devices that are silent or cut off; if all are, one of them speaks anyway. */
  private int nextToBeHeard(long intendedMs) {
    int patient = nextPatient();
    for (int tries = 1; tries < admitted; tries++) {
      if (!beds[patient].isSilent(intendedMs) && !outages.isCutOff(patient, intendedMs)) {
        break;
      }
      patient = nextPatient();
    }
    return patient;
  }

  private Event admission(int patient, long intendedMs) {
    Bed bed = beds[patient];
    long timeMs = Math.max(intendedMs - bed.transmissionMs, bed.stayFromMs);
    encoder.admission(bed, timeMs);
    return filled(Kind.ADMISSION, patient, Bed.NO_SEQ, timeMs);
  }

  private Event vitals(Kind wanted, int patient, long intendedMs) {
    Bed bed = beds[patient];
    Kind kind = wanted;
    long timeMs = measuredMs(bed, intendedMs);
    if (kind != Kind.IN_ORDER) {
      long delayedMs = timeMs - delayMs(kind);
      if (delayedMs >= bed.stayFromMs) {
        timeMs = delayedMs;
      } else {
        kind = Kind.IN_ORDER; // it would fall into the stay before
      }
    }
    return vitals(kind, patient, timeMs, intendedMs);
  }

  private Event kept(int patient, long intendedMs) {
    return vitals(Kind.KEPT, patient, outages.keptTimeMs(intendedMs), intendedMs);
  }

  private Event vitals(Kind kind, int patient, long timeMs, long intendedMs) {
    Bed bed = beds[patient];
    long seq = bed.nextSeq(intendedMs);
    encoder.vitals(bed, seq, timeMs);
    if (timeMs - intendedMs > maxClockSkewMs) {
      return filled(Kind.FUTURE_EVENT_TIME, patient, seq, timeMs); // its clock is that far ahead
    }
    bed.lastSeq = seq;
    bed.lastTimeMs = timeMs;
    bed.highestMs = Math.max(bed.highestMs, timeMs);
    return filled(kind, patient, seq, timeMs);
  }

  private Event duplicate(int patient) {
    Bed bed = beds[patient];
    encoder.vitals(bed, bed.lastSeq, bed.lastTimeMs);
    return filled(Kind.DUPLICATE, patient, bed.lastSeq, bed.lastTimeMs);
  }

  private Event discharge(int patient, long intendedMs) {
    Bed bed = beds[patient];
    long timeMs =
        Math.max(Math.max(intendedMs - bed.transmissionMs, bed.stayFromMs), bed.highestMs);
    bed.discharged = true;
    bed.stayFromMs = timeMs + 1;
    bed.highestMs = Long.MIN_VALUE;
    bed.lastSeq = Bed.NO_SEQ;
    encoder.discharge(bed, timeMs);
    return filled(Kind.DISCHARGE, patient, Bed.NO_SEQ, timeMs);
  }

  private Event bad(Kind kind, int patient, long intendedMs) {
    badTurn = (badTurn + 1) % badKinds.size();
    Bed bed = beds[patient];
    long timeMs = intendedMs - bed.transmissionMs;
    if (kind == Kind.FUTURE_EVENT_TIME) {
      timeMs += FUTURE.toMillis();
    }
    encoder.bad(kind, bed, timeMs);
    return filled(kind, patient, Bed.NO_SEQ, timeMs);
  }

  private Event badOfDevice(int patient, long intendedMs) {
    Bed bed = beds[patient];
    long timeMs = measuredMs(bed, intendedMs);
    encoder.badOfDevice(bed, bed.nextSeq(intendedMs), timeMs);
    return filled(Kind.OUT_OF_RANGE, patient, Bed.NO_SEQ, timeMs);
  }

  private static long measuredMs(Bed bed, long intendedMs) {
    return Math.max(intendedMs - bed.transmissionMs + bed.skewMs(intendedMs), bed.stayFromMs);
  }

  private long delayMs(Kind kind) {
    return switch (kind) {
      case LATE -> disorder.lateBy().pickMs(unit());
      case TOO_LATE -> disorder.tooLateBy().pickMs(unit());
      default -> 1 + (long) (unit() * disorder.outOfOrderSpread().toMillis());
    };
  }

  private double unit() {
    return Mix.unit(seed, draws++);
  }

  private Event filled(Kind kind, int patient, long seq, long timeMs) {
    event.kind = kind;
    event.patient = patient;
    event.seq = seq;
    event.timeMs = timeMs;
    event.key = beds[patient].key;
    event.value = encoder.bytes();
    return event;
  }
}

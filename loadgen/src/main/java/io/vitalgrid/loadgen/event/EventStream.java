package io.vitalgrid.loadgen.event;

import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.device.Mix;
import java.time.Duration;
import java.util.List;

/**
 * The events of a run, one for each slot of the schedule.
 *
 * <p>Every second slot admits a patient until all are in; the other slots go round the beds of
 * those admitted. Each slot after an admission is given one kind by the dials of {@link Disorder}.
 * A delayed event carries the time at which it was measured, and what the device read then; the
 * device numbers its messages as it sends them. So disorder needs no memory, begins with the first
 * event, and holds its share and its delay exactly.
 *
 * <p>Example, late by 7 s: the slot at 12:00:30.000 carries {@code "event_time": 12:00:22.998} and
 * the reading of that moment (2 ms are the device's own way to the network).
 *
 * <p>Numbers start at the run's start time, so that a second run against the same grid is not taken
 * for a repetition of the first.
 *
 * <p>Not thread-safe; the sending thread owns it.
 */
public final class EventStream {
  /** Device {@code MON-17} stands at the bed of the 17th patient of the cohort. */
  public static final String DEVICE_PREFIX = "MON-";

  /** How far bad records of that kind are dated into the future. */
  private static final Duration FUTURE = Duration.ofHours(1);

  private static final Kind[] BAD_KINDS = {
    Kind.MALFORMED_JSON,
    Kind.UNKNOWN_TYPE,
    Kind.MISSING_FIELD,
    Kind.OUT_OF_RANGE,
    Kind.FUTURE_EVENT_TIME
  };

  private final Bed[] beds;
  private final Disorder disorder;
  private final long seed;
  private final EventEncoder encoder = new EventEncoder();
  private final Event event = new Event();
  private long slots;
  private long draws;
  private int admitted;
  private int turn;
  private int badTurn;

  /**
   * The events of a cohort.
   *
   * @param cohort who is admitted, in this order
   * @param deterioratingShare patients that go through episodes, 0 to 1
   * @param firstSeq every device's first number; the run's start in epoch milliseconds
   */
  public EventStream(
      List<Stay> cohort, Disorder disorder, double deterioratingShare, long seed, long firstSeq) {
    if (cohort.isEmpty()) {
      throw new IllegalArgumentException("the cohort has no patients, must have at least one");
    }
    this.disorder = disorder;
    this.seed = Mix.bits(seed, -2);
    beds = new Bed[cohort.size()];
    for (int i = 0; i < beds.length; i++) {
      beds[i] = new Bed(cohort.get(i), i, seed, deterioratingShare, firstSeq);
    }
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
    turn = turn + 1 < admitted ? turn + 1 : 0;
    Bed bed = beds[turn];
    if (bed.discharged) {
      bed.discharged = false;
      return admission(turn, intendedMs);
    }
    Kind kind = disorder.kind(unit(), BAD_KINDS[badTurn]);
    return switch (kind) {
      case IN_ORDER, OUT_OF_ORDER, LATE, TOO_LATE -> vitals(kind, bed, intendedMs);
      case DUPLICATE ->
          bed.lastSeq == Bed.NO_SEQ ? vitals(Kind.IN_ORDER, bed, intendedMs) : duplicate(bed);
      case DISCHARGE -> discharge(bed, intendedMs);
      default -> bad(kind, bed, intendedMs);
    };
  }

  private Event admission(int patient, long intendedMs) {
    Bed bed = beds[patient];
    long timeMs = inOrderMs(bed, intendedMs);
    encoder.admission(bed, timeMs);
    return filled(Kind.ADMISSION, patient, Bed.NO_SEQ, timeMs);
  }

  private Event vitals(Kind wanted, Bed bed, long intendedMs) {
    Kind kind = wanted;
    long timeMs = inOrderMs(bed, intendedMs);
    if (kind != Kind.IN_ORDER) {
      long measuredMs = timeMs - delayMs(kind);
      if (measuredMs >= bed.stayFromMs) {
        timeMs = measuredMs;
      } else {
        kind = Kind.IN_ORDER; // it would fall into the stay before
      }
    }
    long seq = bed.seq++;
    bed.lastSeq = seq;
    bed.lastTimeMs = timeMs;
    encoder.vitals(bed, seq, timeMs);
    return filled(kind, turn, seq, timeMs);
  }

  private Event duplicate(Bed bed) {
    encoder.vitals(bed, bed.lastSeq, bed.lastTimeMs);
    return filled(Kind.DUPLICATE, turn, bed.lastSeq, bed.lastTimeMs);
  }

  private Event discharge(Bed bed, long intendedMs) {
    long timeMs = inOrderMs(bed, intendedMs);
    bed.discharged = true;
    bed.stayFromMs = timeMs + 1;
    bed.lastSeq = Bed.NO_SEQ;
    encoder.discharge(bed, timeMs);
    return filled(Kind.DISCHARGE, turn, Bed.NO_SEQ, timeMs);
  }

  private Event bad(Kind kind, Bed bed, long intendedMs) {
    badTurn = (badTurn + 1) % BAD_KINDS.length;
    long timeMs = inOrderMs(bed, intendedMs);
    if (kind == Kind.FUTURE_EVENT_TIME) {
      timeMs += FUTURE.toMillis();
    }
    encoder.bad(kind, bed, timeMs);
    return filled(kind, turn, Bed.NO_SEQ, timeMs);
  }

  private static long inOrderMs(Bed bed, long intendedMs) {
    return Math.max(intendedMs - bed.transmissionMs, bed.stayFromMs);
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
    event.value = encoder.copy();
    return event;
  }
}

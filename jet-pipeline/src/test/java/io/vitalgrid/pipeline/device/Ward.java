package io.vitalgrid.pipeline.device;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.device.FaultPlan;
import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.GridTerms;
import io.vitalgrid.loadgen.event.Kind;
import io.vitalgrid.loadgen.event.Trouble;
import io.vitalgrid.pipeline.event.EventParser;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Refused;
import io.vitalgrid.pipeline.event.RejectedException;
import io.vitalgrid.pipeline.event.Vitals;
import java.time.Duration;
import java.util.List;

/**
 * The load generator's devices before a watch: bytes, parser, watch, and the watermark of {@code
 * up}. Nothing waits for a clock: an hour takes as long as its events.
 */
final class Ward {
  static final long START_MS = 1_763_806_530_123L;
  private static final long LAG_MS = 5_000;

  final Watched watched = new Watched();
  final int patients;
  private final EventStream stream;
  private final EventParser parser = new EventParser(id -> new PatientKey(id, 0), 10_000);
  private final double intervalMs;
  private long offset;
  private long highestMs;
  private long endMs = START_MS;

  /**
   * @param intervalMs between two records of a device
   */
  Ward(int patients, double intervalMs, Trouble trouble, double deteriorating, long seed) {
    this.patients = patients;
    this.intervalMs = intervalMs;
    Disorder disorder =
        new Disorder(
            0.05,
            Duration.ofSeconds(2),
            0.01,
            seconds(7, 20),
            0.001,
            seconds(60, 120),
            0.001,
            0.001,
            Kind.BAD,
            0);
    stream =
        new EventStream(
            new EventSettings(
                Cohort.generate(patients, seed),
                disorder,
                trouble,
                GridTerms.OF_UP,
                deteriorating,
                seed,
                List.of()),
            START_MS);
  }

  static DelayRange seconds(int min, int max) {
    return new DelayRange(Duration.ofSeconds(min), Duration.ofSeconds(max));
  }

  Ward run(Duration time) {
    long events = (long) (patients * (time.toMillis() / intervalMs));
    double stepMs = intervalMs / patients;
    long fromMs = endMs;
    for (long i = 0; i < events; i++) {
      long nowMs = fromMs + (long) (i * stepMs);
      Event event = stream.next(nowMs);
      if (event.kind() != Kind.DUPLICATE) { // the monitor keeps them back
        send(event.value(), nowMs);
      }
    }
    endMs = fromMs + time.toMillis();
    return this;
  }

  private void send(byte[] value, long nowMs) {
    Origin origin = new Origin(1, 0, offset++, nowMs);
    try {
      PatientEvent event = parser.parse(value, origin);
      if (event instanceof Vitals vitals) {
        watched.watch.hear(vitals);
      }
      if (event.eventTimeMs() > highestMs) {
        highestMs = event.eventTimeMs();
        watched.watch.advance(highestMs - LAG_MS);
        watched.watch.checkDue(64);
      }
    } catch (RejectedException e) {
      Refused refused = parser.refused(e, origin);
      if (refused != null) {
        watched.watch.refuse(refused);
      }
    }
  }

  /** The ground truth of a device. */
  List<FaultPlan.Injected> injected(int patient) {
    return stream.faults(patient).between(START_MS, endMs);
  }

  long endMs() {
    return endMs;
  }

  String deviceId(int patient) {
    return EventStream.DEVICE_PREFIX + (patient + 1);
  }
}

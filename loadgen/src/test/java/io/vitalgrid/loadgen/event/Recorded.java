package io.vitalgrid.loadgen.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.cohort.Cohort;
import java.util.ArrayList;
import java.util.List;

/** An event of a stream, kept. */
record Recorded(
    Kind kind, long intendedMs, long timeMs, int patient, long seq, String key, String json) {
  static final long START_MS = 1_763_806_530_123L;

  byte[] value() {
    return json.getBytes(UTF_8);
  }

  /** The first events at 1,000 a second. */
  static List<Recorded> run(int patients, Disorder disorder, double sick, long seed, int count) {
    return run(EventSettings.of(Cohort.generate(patients, seed), disorder, sick, seed), count);
  }

  /** The first events at 1,000 a second. */
  static List<Recorded> run(EventSettings settings, int count) {
    EventStream stream = new EventStream(settings, START_MS);
    List<Recorded> events = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      long intendedMs = START_MS + i;
      Event event = stream.next(intendedMs);
      events.add(
          new Recorded(
              event.kind(),
              intendedMs,
              event.timeMs(),
              event.patient(),
              event.seq(),
              new String(event.key(), UTF_8),
              new String(event.value(), UTF_8)));
    }
    return events;
  }
}

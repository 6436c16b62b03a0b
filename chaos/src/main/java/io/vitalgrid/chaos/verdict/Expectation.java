package io.vitalgrid.chaos.verdict;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.verdict.Facts.InputRecord;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.event.EventParser;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.RejectedException;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.patient.Recomputation;
import io.vitalgrid.pipeline.window.PaneRecord;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * What the grid must hold, recomputed from the input topic alone, one oracle a partition. Each sees
 * a watermark of its own, from the records' timestamps: by the design of the load nothing depends
 * on its exact course, only on where it ends.
 */
final class Expectation {
  /** Where a refused record was read. */
  record Place(int partition, long offset) {}

  /** Why it was refused. */
  record Refused(String reason, int hash) {}

  private final WindowSettings windowing;
  private final EventParser parser =
      new EventParser(id -> new PatientKey(id, 0), WindowSettings.MAX_CLOCK_SKEW.toMillis());
  private final Map<Integer, Recomputation> partitions = new HashMap<>();
  private final Map<Counter, Long> outcomes = new EnumMap<>(Counter.class);
  private final Map<Place, Refused> refusals = new HashMap<>();
  private final Map<String, PatientEvent> tooLate = new HashMap<>();
  private final Map<String, String> patientsByEvent = new HashMap<>();
  private long highestMs = Long.MIN_VALUE;

  private Expectation(WindowSettings windowing) {
    this.windowing = windowing;
  }

  static Expectation of(Facts facts) {
    Expectation expectation = new Expectation(facts.windowing());
    facts.input().forEach(expectation::read);
    expectation.end();
    return expectation;
  }

  private void read(InputRecord record) {
    PatientEvent event;
    try {
      event =
          parser.parse(
              record.value(),
              new Origin(0, record.partition(), record.offset(), record.timestampMs()));
    } catch (RejectedException e) {
      refusals.put(
          new Place(record.partition(), record.offset()),
          new Refused(e.reason().code(), Hash.of(record.value())));
      return;
    }
    Recomputation partition =
        partitions.computeIfAbsent(
            record.partition(), any -> new Recomputation(windowing.policy()));
    partition.advance(stepBefore(record.timestampMs() - WindowSettings.LAG.toMillis()));
    Counter outcome = partition.apply(event);
    outcomes.merge(outcome, 1L, Long::sum);
    highestMs = Math.max(highestMs, event.eventTimeMs());
    String name = name(event);
    if (outcome == Counter.TOO_LATE) {
      tooLate.put(name, event);
    } else if (outcome != Counter.DUPLICATE && outcome != Counter.DISCHARGES) {
      patientsByEvent.put(name, event.patient().id());
    }
  }

  private long stepBefore(long timeMs) {
    return timeMs - Math.floorMod(timeMs, windowing.slide().toMillis());
  }

  /** The stream has stopped: the watermark goes to the end of the newest window. */
  private void end() {
    if (highestMs != Long.MIN_VALUE) {
      partitions.values().forEach(each -> each.advance(windowing.newestEndMs(highestMs)));
    }
  }

  private static String name(PatientEvent event) {
    if (event instanceof Vitals vitals && vitals.hasSeq()) {
      return vitals.deviceId() + "/" + vitals.seq();
    }
    return WindowSettings.INPUT_TOPIC
        + "/"
        + event.origin().partition()
        + "/"
        + event.origin().offset();
  }

  Map<Counter, Long> outcomes() {
    return outcomes;
  }

  Map<Place, Refused> refusals() {
    return refusals;
  }

  /** By event id. */
  Map<String, PatientEvent> tooLate() {
    return tooLate;
  }

  /** Whose event it is, of those that panes may name. */
  String patientOf(String eventId) {
    return patientsByEvent.get(eventId);
  }

  Map<Recomputation.Window, PaneRecord> windows() {
    Map<Recomputation.Window, PaneRecord> all = new HashMap<>();
    partitions.values().forEach(each -> all.putAll(each.settled()));
    return all;
  }

  Map<String, Recomputation.Patient> patients() {
    Map<String, Recomputation.Patient> all = new HashMap<>();
    partitions.values().forEach(each -> all.putAll(each.patients()));
    return all;
  }
}

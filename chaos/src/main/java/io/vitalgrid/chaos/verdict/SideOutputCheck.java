package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.LATE;
import static io.vitalgrid.chaos.verdict.Rule.REJECTED;

import io.vitalgrid.chaos.verdict.Facts.LateSaid;
import io.vitalgrid.chaos.verdict.Facts.Refusal;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.pipeline.event.PatientEvent;
import java.util.HashSet;
import java.util.Set;

/** Too-late events and refused records: each there at least once, and none that should not be. */
final class SideOutputCheck {
  private SideOutputCheck() {}

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    checkLateTable(facts, expected, verdict);
    checkLateTopic(facts, expected, verdict);
    checkRejected(facts, expected, verdict);
  }

  private static void checkLateTable(Facts facts, Expectation expected, Verdict verdict) {
    expected
        .tooLate()
        .forEach(
            (eventId, event) -> {
              LateEventRow row = facts.lateEvents().get(eventId);
              if (row == null) {
                verdict.broken(LATE, "event " + eventId + " is not in table late_events");
              } else if (!isOf(row, event)) {
                verdict.broken(LATE, "event " + eventId + " is another in table late_events");
              }
            });
    for (String eventId : facts.lateEvents().keySet()) {
      if (!expected.tooLate().containsKey(eventId)) {
        verdict.broken(LATE, "event " + eventId + " should not be in table late_events");
      }
    }
  }

  private static boolean isOf(LateEventRow row, PatientEvent event) {
    return row.patientId().equals(event.patient().id())
        && row.eventTimeMs() == event.eventTimeMs()
        && row.latenessMs() >= row.watermarkMs() - row.eventTimeMs();
  }

  private static void checkLateTopic(Facts facts, Expectation expected, Verdict verdict) {
    Set<String> seen = new HashSet<>();
    for (LateSaid late : facts.lateSaid()) {
      PatientEvent event = expected.tooLate().get(late.eventId());
      if (event == null || !event.patient().id().equals(late.patientId())) {
        verdict.broken(LATE, "event " + late.eventId() + " should not be on topic late-events");
      }
      seen.add(late.eventId());
    }
    for (String eventId : expected.tooLate().keySet()) {
      if (!seen.contains(eventId)) {
        verdict.broken(LATE, "event " + eventId + " is not on topic late-events");
      }
    }
  }

  private static void checkRejected(Facts facts, Expectation expected, Verdict verdict) {
    Set<Expectation.Place> seen = new HashSet<>();
    for (Refusal refusal : facts.refusals()) {
      Expectation.Place place = new Expectation.Place(refusal.partition(), refusal.offset());
      Expectation.Refused refused = expected.refusals().get(place);
      if (refused == null) {
        verdict.broken(REJECTED, "the record at " + place + " should not be refused");
      } else if (!refused.reason().equals(refusal.reason()) || refused.hash() != refusal.hash()) {
        verdict.broken(REJECTED, "the record at " + place + " has another value or reason");
      }
      seen.add(place);
    }
    for (Expectation.Place place : expected.refusals().keySet()) {
      if (!seen.contains(place)) {
        verdict.broken(REJECTED, "the record at " + place + " is not on the topic");
      }
    }
  }
}

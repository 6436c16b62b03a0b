package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.STATE;

import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.patient.Recomputation;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** Table {@code patients} against the recomputation. */
final class StateCheck {
  private StateCheck() {}

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    Map<String, Recomputation.Patient> patients = expected.patients();
    patients.forEach(
        (id, patient) -> {
          String difference = difference(facts.patients().get(id), patient);
          if (difference != null) {
            verdict.broken(STATE, "patient " + id + ": " + difference);
          }
        });
    for (String id : facts.patients().keySet()) {
      if (!patients.containsKey(id)) {
        verdict.broken(STATE, "patient " + id + " should not be there");
      }
    }
  }

  private static String difference(PatientRow row, Recomputation.Patient expected) {
    if (row == null) {
      return "missing";
    }
    if (row.eventCount() != expected.eventCount()) {
      return "has %d events, should have %d".formatted(row.eventCount(), expected.eventCount());
    }
    if (!Arrays.equals(row.last(), expected.last())
        || !Arrays.equals(row.lastAt(), expected.lastAtMs())) {
      return "has other last values than it should have";
    }
    return Objects.equals(row.profile(), expected.profile()) ? null : "has another profile";
  }
}

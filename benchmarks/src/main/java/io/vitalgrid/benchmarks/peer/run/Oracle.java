package io.vitalgrid.benchmarks.peer.run;

import static io.vitalgrid.benchmarks.peer.job.PeerSettings.SIZE_MS;
import static io.vitalgrid.benchmarks.peer.job.PeerSettings.SLIDE_MS;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.window.Timing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the EARLY prediction of each event must say: the patient's newest window is made anew from
 * the list of events, and scored alone. Events before the newest window are left out.
 */
final class Oracle {
  private static final double TOLERANCE = 1e-6;

  private final Consumer<List<Prediction>> scorer;
  private final Map<String, Patient> patients = new HashMap<>();
  private final Map<String, Answer> open = new HashMap<>();
  private final int expected;
  private int telling;
  private int wrong;

  /** What a prediction says; risk is NaN, NEWS2 -1 where there is none. */
  record Answer(long endMs, double risk, int news2) {
    private boolean matches(Answer other) {
      return endMs == other.endMs
          && news2 == other.news2
          && (Double.isNaN(risk)
              ? Double.isNaN(other.risk)
              : Math.abs(risk - other.risk) <= TOLERANCE);
    }

    static Answer of(Prediction made) {
      int news2 = made.news2 == News2.NONE ? -1 : News2.total(made.news2);
      return new Answer(made.endMs, made.risk, news2);
    }
  }

  private static final class Patient {
    final List<BedEvent> events = new ArrayList<>();
    float[] facts;
    long highestMs = Long.MIN_VALUE;
  }

  /**
   * Works out all answers.
   *
   * @param events in the order in which systems read them; of different patients any order will do
   * @param scorer sets the risk of predictions
   */
  Oracle(List<BedEvent> events, Consumer<List<Prediction>> scorer) {
    this.scorer = scorer;
    for (BedEvent event : events) {
      Patient patient = patients.computeIfAbsent(event.patientId, id -> new Patient());
      if (event.kind == BedEvent.ADMISSION) {
        patient.facts = event.facts;
      } else {
        expect(event, patient);
      }
    }
    expected = open.size();
  }

  private void expect(BedEvent event, Patient patient) {
    patient.events.add(event);
    patient.highestMs = Math.max(patient.highestMs, event.timeMs);
    long endMs = BedEvent.newestEndMs(patient.highestMs);
    if (event.timeMs < endMs - SIZE_MS) {
      return;
    }
    Answer right = answer(event.patientId, patient, endMs, SIZE_MS);
    open.put(event.deviceId + "/" + event.seq, right);
    if (!right.matches(answer(event.patientId, patient, endMs, SLIDE_MS))) {
      telling++;
    }
  }

  /** What a window says of which only the newest part counts. */
  private Answer answer(String patientId, Patient patient, long endMs, long partMs) {
    Stats stats = new Stats();
    for (BedEvent each : patient.events) {
      if (each.timeMs >= endMs - partMs && each.timeMs < endMs) {
        each.facts = patient.facts;
        stats.add(each);
      }
    }
    Prediction made = new Prediction(patientId, Timing.EARLY, endMs, stats);
    scorer.accept(List.of(made));
    return Answer.of(made);
  }

  /** Takes a system's EARLY prediction; of several for one event the first counts. */
  void hear(String eventId, Answer answer) {
    Answer right = open.remove(eventId);
    if (right != null && !right.matches(answer)) {
      wrong++;
    }
  }

  int expected() {
    return expected;
  }

  /** Predictions that would be wrong if only the newest frame of each window counted. */
  int telling() {
    return telling;
  }

  /** Predictions that have not come yet. */
  int missing() {
    return open.size();
  }

  /** Predictions with another window, risk (by more than 1e-6) or NEWS2. */
  int wrong() {
    return wrong;
  }
}

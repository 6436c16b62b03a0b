package io.vitalgrid.chaos.verdict;

import static io.vitalgrid.chaos.verdict.Rule.PREDICTION;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.patient.Recomputation;
import io.vitalgrid.pipeline.window.Figures;
import io.vitalgrid.pipeline.window.PaneRecord;
import java.util.Map;

/** Table {@code predictions} against the recomputation, with the risk of the test's own model. */
final class PredictionCheck {
  /** The model computes with floats. */
  private static final double TOLERANCE = 1e-5;

  private PredictionCheck() {}

  static void run(Facts facts, Expectation expected, Verdict verdict) {
    Map<String, Recomputation.Patient> patients = expected.patients();
    patients.forEach(
        (id, patient) -> {
          String difference = difference(facts.predictions().get(id), patient);
          if (difference != null) {
            verdict.broken(PREDICTION, "patient " + id + ": " + difference);
          }
        });
    for (String id : facts.predictions().keySet()) {
      if (!patients.containsKey(id)) {
        verdict.broken(PREDICTION, "patient " + id + " should have none");
      }
    }
  }

  private static String difference(PredictionRow row, Recomputation.Patient patient) {
    PaneRecord pane = patient.newest();
    if (row == null) {
      return "none";
    }
    if (row.windowEndMs() != pane.endMs()) {
      return "of the window to %d, the newest is to %d".formatted(row.windowEndMs(), pane.endMs());
    }
    if (!row.eventId().equals(patient.eventId())) {
      return "by event " + row.eventId() + ", the last is " + patient.eventId();
    }
    int news2 = news2(pane.figures(), patient.last(), patient.observations());
    if (row.news2() != news2) {
      return "NEWS2 " + row.news2() + ", should be " + news2;
    }
    double risk = risk(patient.profile(), pane.figures());
    return Math.abs(row.risk() - risk) <= TOLERANCE || Double.compare(row.risk(), risk) == 0
        ? null
        : "risk " + row.risk() + ", should be " + risk;
  }

  /** A run is shorter than any value may be old: what the window has not, counts from before. */
  static int news2(Figures figures, double[] last, int observed) {
    double[] values = figures.last().clone();
    for (int v = 0; v < Vital.COUNT; v++) {
      values[v] = Double.isNaN(values[v]) ? last[v] : values[v];
    }
    int window = figures.observations();
    int observations =
        Observations.pack(
            Observations.oxygenCode(Observations.hasOxygen(window) ? window : observed),
            Observations.consciousnessCode(
                Observations.hasConsciousness(window) ? window : observed));
    int score = News2Scorer.score(values, observations, 1);
    return score == News2.NONE ? PredictionRow.NO_NEWS2 : News2.total(score);
  }

  /** What the model of jet-pipeline's tests says: sigmoid(age / 100 + systolic / 500 - 2). */
  static double risk(Profile profile, Figures figures) {
    if (profile == null) {
      return Double.NaN;
    }
    int systolic = Vital.SYSTOLIC_BP.index();
    double pressure =
        figures.count()[systolic] == 0 ? profile.systolicBp() : figures.mean()[systolic];
    return 1 / (1 + Math.exp(-(profile.age() / 100.0 + pressure / 500 - 2)));
  }
}

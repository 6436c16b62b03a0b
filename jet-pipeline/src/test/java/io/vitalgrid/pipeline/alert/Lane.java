package io.vitalgrid.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.alert.AlertChange.Change;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.sink.TestPanes;
import io.vitalgrid.pipeline.window.Timing;
import java.util.ArrayList;
import java.util.List;

/** A lane's alerts, fed with scores; windows of 1000 ms. What people are told is kept in order. */
final class Lane implements AlertOutput {
  static final long SLIDE_MS = 1000;
  static final int UNKNOWN_RISE = News2Trend.NONE;

  /** Duration 100 ms, cool-down 500 ms, correctable for 5 s. */
  static final AlertPolicy POLICY = new AlertPolicy(7, 5, 3, 1, 50, 5, 100, 500, 5000, 1_800_000);

  final Alerts alerts;
  final List<AlertChange> told = new ArrayList<>();
  final Unsaid unsaid = new Unsaid();
  int writes;
  int forgotten;
  long clockMs;
  private int revision;

  Lane() {
    this(POLICY);
  }

  Lane(AlertPolicy policy) {
    alerts = new Alerts(policy, this);
  }

  /** A score of so many points, 0 to 12, no more than 2 of them by one parameter. */
  static int points(int points) {
    double[] heart = {70, 100, 120};
    double[] rate = {16, 10, 22};
    double[] spo2 = {98, 94, 92};
    double[] celsius = {37, 38.5, 39.5};
    double[] pressure = {120, 105, 95};
    int left = points;
    int[] each = new int[5];
    for (int i = 0; i < 5; i++) {
      each[i] = Math.min(2, left);
      left -= each[i];
    }
    return News2Scorer.score(
        new double[] {
          heart[each[0]], rate[each[1]], spo2[each[2]], celsius[each[3]], pressure[each[4]], 70, 5
        },
        Observations.withConsciousness(Observations.withOxygen(Observations.NONE, left >= 2), 'A'),
        1);
  }

  void score(long nowMs, int points) {
    early(nowMs, nowMs, points(points), UNKNOWN_RISE, Double.NaN);
  }

  void risk(long nowMs, double risk) {
    early(nowMs, nowMs, points(0), UNKNOWN_RISE, risk);
  }

  /** An EARLY pane as of a time, fired by an event of another. */
  void early(long nowMs, long eventMs, int news2, int rise, double risk) {
    long endMs = Math.floorDiv(nowMs, SLIDE_MS) * SLIDE_MS + SLIDE_MS;
    give(Timing.EARLY, endMs, true, nowMs, eventMs, news2, rise, risk);
  }

  /** A pane of a window that is not the newest. */
  void settled(Timing timing, long endMs, int points) {
    give(timing, endMs, false, endMs, endMs, points(points), UNKNOWN_RISE, Double.NaN);
  }

  /** A LATE pane of such a window, fired by an event of another time. */
  void late(long endMs, long eventMs, int points) {
    give(Timing.LATE, endMs, false, endMs, eventMs, points(points), UNKNOWN_RISE, Double.NaN);
  }

  void give(
      Timing timing,
      long endMs,
      boolean newest,
      long nowMs,
      long eventMs,
      int news2,
      int rise,
      double risk) {
    give(timing, endMs, newest, nowMs, eventMs, news2, rise, risk, ++revision);
  }

  void give(
      Timing timing,
      long endMs,
      boolean newest,
      long nowMs,
      long eventMs,
      int news2,
      int rise,
      double risk,
      int paneRevision) {
    give(
        new Pane(
            new PatientKey("P1", 1),
            null,
            timing,
            endMs,
            paneRevision,
            0,
            newest,
            TestPanes.emptyWindow(),
            news2,
            rise,
            nowMs,
            null,
            "e",
            eventMs,
            Pane.NO_TIME),
        risk);
  }

  void give(Pane pane, double risk) {
    alerts.prediction(new Prediction(pane, risk, Status.SCORED, "m@1", 0, null), clockMs);
  }

  /** The same pane again and again. */
  final class Repeated {
    private final Prediction prediction;

    private Repeated(Prediction prediction) {
      this.prediction = prediction;
    }

    void give(int times) {
      for (int i = 0; i < times; i++) {
        alerts.prediction(prediction, clockMs);
      }
    }
  }

  Repeated repeated(int points) {
    Pane pane =
        new Pane(
            new PatientKey("P1", 1),
            null,
            Timing.EARLY,
            1000,
            1,
            0,
            true,
            TestPanes.emptyWindow(),
            points(points),
            UNKNOWN_RISE,
            0,
            null,
            "e",
            0,
            Pane.NO_TIME);
    return new Repeated(new Prediction(pane, 0.2, Status.SCORED, "m@1", 0, null));
  }

  void discharge(long atMs) {
    alerts.departed(new Departed(new PatientKey("P1", 1), atMs));
  }

  /** As a complete snapshot does. */
  void snapshot() {
    checkUnsaid();
    unsaid.seal(patient -> {});
    unsaid.confirm(patient -> {});
    checkUnsaid();
  }

  /** Against a search through all patients. */
  private void checkUnsaid() {
    assertThat(unsaid.patients())
        .containsExactlyInAnyOrderElementsOf(
            alerts.patients().values().stream().filter(PatientAlerts::isUnsaid).toList());
  }

  List<String> changes() {
    return told.stream().map(Lane::text).toList();
  }

  private static String text(AlertChange change) {
    long at =
        change.change() == Change.RAISED ? change.row().raisedAtMs() : change.row().clearedAtMs();
    return change.change() + " " + change.row().kind() + (at == Episode.NONE ? "" : " " + at);
  }

  AlertChange last() {
    return told.get(told.size() - 1);
  }

  @Override
  public void tell(AlertKind kind, AlertChange change) {
    told.add(change);
  }

  @Override
  public void dirty(PatientAlerts patient) {
    unsaid.note(patient);
    writes++;
  }

  @Override
  public void forgotten(PatientAlerts patient) {
    unsaid.forget(patient);
    forgotten++;
  }
}

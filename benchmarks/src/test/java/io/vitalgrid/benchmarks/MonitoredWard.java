package io.vitalgrid.benchmarks;

import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.patient.Monitor;
import io.vitalgrid.pipeline.patient.MonitorOutput;
import io.vitalgrid.pipeline.patient.MonitorPolicy;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.PatientState;
import io.vitalgrid.pipeline.patient.TooLate;

/**
 * A monitor with a hundred patients who send once a second each, in order; its watermark follows,
 * and a snapshot is taken twice a second. Nobody writes the states that change.
 */
final class MonitoredWard implements MonitorOutput {
  private static final int PATIENTS = 100;
  private static final int PERIOD_MS = 1_000 / PATIENTS;
  private static final int SNAPSHOT_EVERY = 50; // events
  private static final long LAG_MS = 120_000;
  private static final long START_MS = 1_763_806_560_000L;

  private final double[] values = {82, 16, 97, 36.8, 121, 79, 5.6};
  private final int observations =
      Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'A');
  private final PatientKey[] patients = new PatientKey[PATIENTS];
  private final Monitor monitor;
  private long sent;
  private Pane pane;

  MonitoredWard() {
    monitor =
        new Monitor(
            new MonitorPolicy("patient-data", 300_000, 60_000, 180_000, 86_400_000),
            this,
            new Tally(),
            () -> START_MS);
    for (int i = 0; i < PATIENTS; i++) {
      patients[i] = new PatientKey("P" + i, i);
    }
  }

  /** Gives the next event to the monitor. */
  void next() {
    int patient = (int) (sent % PATIENTS);
    long seq = sent / PATIENTS;
    long nowMs = START_MS + sent * PERIOD_MS;
    Origin origin = new Origin(1, 0, sent, nowMs);
    monitor.apply(new Vitals(patients[patient], nowMs, origin, "MON-1", seq, values, observations));
    monitor.advance(nowMs - LAG_MS);
    monitor.settleDue(PATIENTS);
    if (++sent % SNAPSHOT_EVERY == 0) {
      monitor.snapshotTaken();
      monitor.snapshotComplete();
    }
  }

  /** The newest pane. */
  Pane pane() {
    return pane;
  }

  @Override
  public void pane(Pane newest) {
    pane = newest;
  }

  @Override
  public void tooLate(TooLate event) {}

  @Override
  public void departed(Departed patient) {}

  @Override
  public void dirty(PatientState state) {}
}

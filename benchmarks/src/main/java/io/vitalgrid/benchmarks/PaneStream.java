package io.vitalgrid.benchmarks;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.Arrival;
import io.vitalgrid.pipeline.window.PaneListener;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.util.Arrays;
import java.util.Random;

/**
 * An endless stream of vitals, all seven in each event, from patients who take turns; 5 % of the
 * events are out of order, 1 % late, 0.1 % too late, as with the load generator's defaults. The
 * watermark follows with its lag in steps of a second, and settles every patient that is due.
 *
 * <p>Making an event costs a few array reads: what is measured around {@link #next} is the window
 * operator.
 */
final class PaneStream {
  static final int PATIENTS = 1_000;

  private static final int STEP_MS = 1_000;
  private static final int ROWS = 1 << 12;
  private static final int DELAYS = 1 << 16;
  private static final double[] TYPICAL = {78, 16, 97, 36.8, 121, 79, 5.6};
  private static final int OBSERVATIONS =
      Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'A');

  private final WindowPolicy policy;
  private final long lagMs;
  private final long periodMs;
  private final SlidingWindows windows;
  private final PatientWindows[] patients = new PatientWindows[PATIENTS];
  private final double[][] rows = new double[ROWS][Vital.COUNT];
  private final int[] delaysMs = new int[DELAYS];
  private long sent;
  private long watermarkMs;
  private long nextEndMs = PatientWindows.NONE;

  /**
   * @param periodMs time between two events of a patient
   * @param listener receives the panes, once the state is filled
   */
  PaneStream(WindowPolicy policy, long lagMs, long periodMs, PaneListener listener) {
    this.policy = policy;
    this.lagMs = lagMs;
    this.periodMs = periodMs;
    windows = new SlidingWindows(policy, listener);
    Random random = new Random(42);
    for (double[] row : rows) {
      for (int v = 0; v < Vital.COUNT; v++) {
        row[v] = Math.rint(10 * TYPICAL[v] * (1 + 0.05 * random.nextGaussian())) / 10;
      }
    }
    for (int i = 0; i < DELAYS; i++) {
      delaysMs[i] = (int) delayMs(random);
    }
    for (int i = 0; i < PATIENTS; i++) {
      patients[i] = new PatientWindows();
    }
    fill();
  }

  private long delayMs(Random random) {
    double dice = random.nextDouble();
    if (dice < 0.001) {
      return lagMs + policy.sizeMs() + policy.latenessMs() + 2 * policy.slideMs();
    } else if (dice < 0.011) {
      return lagMs + policy.slideMs() + random.nextInt((int) policy.latenessMs());
    } else {
      return random.nextInt(dice < 0.061 ? 2_000 : 100);
    }
  }

  /**
   * Brings every patient to full size, quickly: with windows of one frame that accept events for so
   * long that frames live as long as under the real policy.
   */
  private void fill() {
    long slideMs = policy.slideMs();
    long keptMs = policy.sizeMs() + policy.latenessMs();
    WindowPolicy single = new WindowPolicy(slideMs, slideMs, keptMs - slideMs);
    SlidingWindows filling =
        new SlidingWindows(single, (timing, end, revision, late, newest, stats) -> {});
    for (long end = (keptMs + lagMs + 2 * slideMs) / periodMs * PATIENTS; sent < end; ) {
      next(filling);
    }
    for (long end = sent + 2 * slideMs / periodMs * PATIENTS; sent < end; ) {
      next(windows);
    }
  }

  /** Adds the next event to its patient's windows, after settling what is due before it. */
  Arrival next() {
    return next(windows);
  }

  private Arrival next(SlidingWindows operator) {
    long i = sent++;
    long nowMs = i * periodMs / PATIENTS;
    advance(operator, Math.floorDiv(nowMs - lagMs, STEP_MS) * STEP_MS);
    return operator.add(
        patients[(int) (i % PATIENTS)],
        nowMs - delaysMs[(int) i & (DELAYS - 1)],
        rows[(int) (i * 31) & (ROWS - 1)],
        OBSERVATIONS,
        watermarkMs);
  }

  private void advance(SlidingWindows operator, long newWatermarkMs) {
    watermarkMs = newWatermarkMs;
    if (watermarkMs >= nextEndMs) {
      nextEndMs = policy.newestEnd(watermarkMs);
      for (PatientWindows patient : patients) {
        if (patient.dueMs() <= watermarkMs) {
          operator.settle(patient, watermarkMs);
        }
      }
    }
  }

  PatientWindows patient(int index) {
    return patients[index];
  }

  /** Lets go of all patients; the stream is of no use afterwards. */
  void dropPatients() {
    Arrays.fill(patients, null);
  }
}

package io.vitalgrid.pipeline.sink;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.LastSigns;
import io.vitalgrid.pipeline.clinical.News2Policy;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowPolicy;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** Panes as the window operator makes them: size 5 min, slide 1 min. */
public final class TestPanes {
  static final long MINUTE_MS = 60_000;

  /** 2025-11-22T10:16:00Z, the end of the window that most tests use. */
  static final long END_MS = 1_763_806_560_000L;

  private static final WindowPolicy POLICY =
      new WindowPolicy(5 * MINUTE_MS, MINUTE_MS, 3 * MINUTE_MS);

  /** NEWS2 of five points without a temperature: a pulse of 120, and confusion. */
  static final int FIVE_POINTS =
      News2Scorer.score(
          new double[] {120, 16, 98, Double.NaN, 120, 80, Double.NaN},
          Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'C'),
          1);

  private TestPanes() {}

  /** One event's readings and when they were taken. */
  record Reading(long timeMs, double[] values, int observations) {}

  /** The window that ends at {@link #END_MS}, with these readings in it. */
  static WindowStats window(Reading... readings) {
    AtomicReference<WindowStats> content = new AtomicReference<>();
    SlidingWindows windows =
        new SlidingWindows(
            POLICY, (timing, end, revision, late, newest, stats) -> content.set(stats.copy()));
    PatientWindows patient = new PatientWindows();
    for (Reading reading : readings) {
      windows.add(
          patient, reading.timeMs(), reading.values(), reading.observations(), PatientWindows.NONE);
    }
    windows.refresh(patient, END_MS - 1);
    return content.get();
  }

  public static WindowStats emptyWindow() {
    return window();
  }

  public static WindowStats windowOf(double systolicBp, double diastolicBp) {
    double[] values = none();
    values[Vital.SYSTOLIC_BP.index()] = systolicBp;
    values[Vital.DIASTOLIC_BP.index()] = diastolicBp;
    return window(new Reading(END_MS - 1, values, 0));
  }

  /** An EARLY pane of an empty window. */
  public static Pane paneOf(Profile profile) {
    return pane(Timing.EARLY, 1, profile, emptyWindow());
  }

  /** Heart rates one minute apart, the last one 30 s before the window's end. */
  public static WindowStats windowOfHeartRates(double... rates) {
    Reading[] readings = new Reading[rates.length];
    for (int i = 0; i < rates.length; i++) {
      double[] values = none();
      values[Vital.HEART_RATE.index()] = rates[i];
      long timeMs = END_MS - MINUTE_MS / 2 - (rates.length - 1 - i) * MINUTE_MS;
      readings[i] = new Reading(timeMs, values, 0);
    }
    return window(readings);
  }

  /** An EARLY pane. */
  public static Pane paneOf(Profile profile, WindowStats stats) {
    return pane(Timing.EARLY, 1, profile, stats);
  }

  /** An EARLY pane of another patient. */
  public static Pane paneOf(String patient, Profile profile, WindowStats stats) {
    return new Pane(
        new PatientKey(patient, 5),
        profile,
        Timing.EARLY,
        END_MS,
        1,
        0,
        true,
        stats,
        news2(stats),
        News2Trend.NONE,
        END_MS - 1,
        null,
        "e",
        1,
        1);
  }

  /** The same window, settled. */
  public static Pane settled(Pane pane) {
    return pane(Timing.ON_TIME, pane.revision() + 1, pane.profile(), pane.stats());
  }

  static double[] none() {
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  private static int news2(WindowStats stats) {
    return new News2Scorer(News2Policy.usual()).score(stats, new LastSigns(), 1, END_MS - 1);
  }

  /** An EARLY pane of an empty window with a score of its own. */
  static Pane scoredPane(int revision, int news2) {
    return pane(Timing.EARLY, revision, null, emptyWindow(), news2);
  }

  static Pane pane(Timing timing, int revision, Profile profile, WindowStats stats) {
    return pane(timing, revision, profile, stats, news2(stats));
  }

  private static Pane pane(
      Timing timing, int revision, Profile profile, WindowStats stats, int news2) {
    return new Pane(
        new PatientKey("P000123", 5),
        profile,
        timing,
        END_MS,
        revision,
        2,
        true,
        stats,
        news2,
        News2Trend.NONE,
        END_MS - 1,
        null,
        "MON-17/1042",
        1_763_806_530_123L,
        1_763_806_530_131L);
  }
}

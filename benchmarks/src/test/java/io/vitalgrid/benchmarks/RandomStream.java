package io.vitalgrid.benchmarks;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random but repeatable stream: windows, then events of a few patients between watermarks. Events
 * come in order, out of order, late, too late, on the very edges of windows, and after leaps of
 * hours and a year; watermarks creep, jump, stand still, and fall on edges.
 *
 * @param steps in the order in which they reach the operator
 */
record RandomStream(WindowPolicy policy, int patients, List<Step> steps) {
  private static final long YEAR_MS = 365L * 24 * 60 * 60 * 1_000;
  private static final long[] SLIDES_MS = {1, 7, 10, 1_000, 60_000};

  /** What reaches the operator. */
  sealed interface Step permits Event, Progress {}

  /**
   * A reading.
   *
   * @param values one for each vital, in eighths so that sums are exact; NaN where absent
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Event(int number, int patient, long timeMs, double[] values, int observations)
      implements Step {
    @Override
    public String toString() {
      return "event " + number + " of patient " + patient + " at " + timeMs;
    }
  }

  /**
   * A watermark.
   *
   * @param lazyPatients bit p: patient p is settled only when its next event comes
   */
  record Progress(long watermarkMs, int lazyPatients) implements Step {}

  static RandomStream of(long seed) {
    Random random = new Random(seed);
    long slideMs = SLIDES_MS[random.nextInt(SLIDES_MS.length)];
    long sizeMs = slideMs * (1 + random.nextInt(random.nextInt(4) == 0 ? 30 : 6));
    long latenessMs =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> slideMs * random.nextInt(4);
          default -> random.nextLong(2 * sizeMs + 1);
        };
    WindowPolicy policy = new WindowPolicy(sizeMs, slideMs, latenessMs);
    int patients = 1 + random.nextInt(4);
    return new RandomStream(policy, patients, new Maker(policy, patients, random).steps());
  }

  private static final class Maker {
    private final WindowPolicy policy;
    private final int patients;
    private final Random random;
    private final long longestStepMs; // from two slides to a sixteenth of one
    private final List<Step> steps = new ArrayList<>();
    private long nowMs;
    private long watermarkMs;
    private int events;

    Maker(WindowPolicy policy, int patients, Random random) {
      this.policy = policy;
      this.patients = patients;
      this.random = random;
      longestStepMs = Math.max(1, (2 * policy.slideMs()) >> random.nextInt(6));
      nowMs = random.nextBoolean() ? 1_700_000_000_000L : random.nextLong(-100, 100);
      watermarkMs = Long.MIN_VALUE;
    }

    List<Step> steps() {
      int count = 20 + random.nextInt(100);
      double progressShare = 0.05 + 0.4 * random.nextDouble();
      while (steps.size() < count) {
        steps.add(random.nextDouble() < progressShare ? progress() : event());
      }
      steps.add(new Progress(nowMs + 2 * YEAR_MS, 0));
      return steps;
    }

    private Step progress() {
      long spreadMs = policy.sizeMs() + policy.latenessMs() + 1;
      long targetMs =
          switch (random.nextInt(8)) {
            case 0 -> nowMs + random.nextLong(2 * spreadMs); // ahead of all events
            case 1 -> watermarkMs; // stands still
            case 2 -> edge(nowMs) + policy.latenessMs();
            case 3 -> edge(nowMs);
            default -> nowMs - random.nextLong(spreadMs);
          };
      watermarkMs = Math.max(watermarkMs, targetMs);
      if (watermarkMs == Long.MIN_VALUE) {
        watermarkMs = nowMs - policy.sizeMs();
      }
      return new Progress(watermarkMs, random.nextInt(1 << patients));
    }

    private Step event() {
      long spreadMs = policy.sizeMs() + policy.latenessMs() + 1;
      nowMs += 1 + random.nextLong(longestStepMs);
      if (random.nextInt(60) == 0) {
        nowMs += random.nextInt(4) == 0 ? YEAR_MS : random.nextLong(10 * spreadMs);
      }
      long timeMs =
          switch (random.nextInt(10)) {
            case 0, 1 -> nowMs - random.nextLong(policy.slideMs() + 1);
            case 2, 3 -> nowMs - random.nextLong(spreadMs);
            case 4 -> nowMs - random.nextLong(3 * spreadMs);
            case 5 -> edge(nowMs) - random.nextInt(2);
            case 6 -> edge(nowMs - random.nextLong(spreadMs)) - random.nextInt(2);
            default -> nowMs;
          };
      return new Event(
          events++,
          random.nextInt(patients),
          timeMs,
          values(),
          Observations.pack(code(2), code(5)));
    }

    private long edge(long timeMs) {
      return Math.floorDiv(timeMs, policy.slideMs()) * policy.slideMs();
    }

    private double[] values() {
      double[] values = new double[Vital.COUNT];
      for (int v = 0; v < values.length; v++) {
        values[v] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(350 * 8) / 8.0;
      }
      return values;
    }

    private int code(int highest) {
      return random.nextBoolean() ? 0 : 1 + random.nextInt(highest);
    }
  }
}

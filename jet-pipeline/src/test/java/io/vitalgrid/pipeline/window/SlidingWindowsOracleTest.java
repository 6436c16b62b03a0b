package io.vitalgrid.pipeline.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import io.vitalgrid.pipeline.pack.PackedInput;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The window operator and the {@link Oracle} see the same random streams and must say the same.
 *
 * <p>{@code -Dvitalgrid.streams=N} runs more of them, {@code -Dvitalgrid.seed=S} others.
 */
@Tag("property")
class SlidingWindowsOracleTest {
  private static final int STREAMS = Integer.getInteger("vitalgrid.streams", 10_000);
  private static final long SEED = Long.getLong("vitalgrid.seed", 20_261_122);
  private static final int PATIENTS = 3;

  sealed interface Step permits Add, Watermark, Restore {}

  record Add(int patient, Oracle.Reading reading) implements Step {
    @Override
    public String toString() {
      return "patient " + patient + " event at " + reading.timeMs();
    }
  }

  /** W moves; patients whose bit is set settle at once, the others when something else happens. */
  record Watermark(long timeMs, int settledAtOnce) implements Step {}

  record Restore(int patient) implements Step {}

  private final Set<Arrival> arrivals = EnumSet.noneOf(Arrival.class);
  private final Set<Timing> timings = EnumSet.noneOf(Timing.class);

  @Test
  void when_streamsAreRandom_then_panesAndArrivalsAreThoseOfTheOracle() {
    for (int i = 0; i < STREAMS; i++) {
      long seed = SEED + i;
      Random random = new Random(seed);
      Streams streams = new Streams(random);
      List<Step> steps = steps(random, streams);
      if (difference(streams.policy(), steps) != null) {
        report(seed, streams.policy(), steps);
      }
    }
    assertThat(arrivals).as("the streams have every kind").containsExactly(Arrival.values());
    assertThat(timings).as("the streams have every kind").containsExactly(Timing.values());
  }

  private static List<Step> steps(Random random, Streams streams) {
    List<Step> steps = new ArrayList<>();
    for (int n = 5 + random.nextInt(40); n > 0; n--) {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> steps.add(new Watermark(streams.watermarkMs(), random.nextInt()));
        case 3 -> steps.add(new Restore(random.nextInt(PATIENTS)));
        default -> steps.add(new Add(random.nextInt(PATIENTS), streams.reading()));
      }
    }
    return steps;
  }

  private void report(long seed, WindowPolicy policy, List<Step> steps) {
    List<Step> few = Shrinker.shrink(steps, shorter -> difference(policy, shorter));
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(seed).append(", ").append(policy).append('\n');
    few.forEach(step -> text.append("  ").append(step).append('\n'));
    fail(text + "operator / oracle: " + difference(policy, few));
  }

  /** What the operator says otherwise than the oracle, or null. */
  private String difference(WindowPolicy policy, List<Step> steps) {
    try {
      return new Run(policy).differenceAfter(steps);
    } catch (RuntimeException e) {
      return e + " at " + e.getStackTrace()[0];
    }
  }

  /** Operator and oracle side by side. */
  private final class Run {
    private final List<PaneRecord> actual = new ArrayList<>();
    private final List<PaneRecord> expected = new ArrayList<>();
    private final SlidingWindows windows;
    private final PatientWindows[] patients = new PatientWindows[PATIENTS];
    private final Oracle[] oracles = new Oracle[PATIENTS];
    private long watermarkMs = Long.MIN_VALUE;

    Run(WindowPolicy policy) {
      windows =
          new SlidingWindows(
              policy,
              (timing, endMs, revision, late, newest, stats) ->
                  actual.add(
                      new PaneRecord(timing, endMs, revision, late, newest, Figures.of(stats))));
      for (int p = 0; p < PATIENTS; p++) {
        patients[p] = new PatientWindows();
        oracles[p] =
            new Oracle(policy.sizeMs(), policy.slideMs(), policy.latenessMs(), expected::add);
      }
    }

    String differenceAfter(List<Step> steps) {
      for (Step step : steps) {
        if (step instanceof Watermark watermark) {
          watermarkMs = Math.max(watermarkMs, watermark.timeMs);
          for (int p = 0; p < PATIENTS; p++) {
            if ((watermark.settledAtOnce & 1 << p) != 0) {
              String difference = settle(p);
              if (difference != null) {
                return difference;
              }
            }
          }
        } else if (step instanceof Restore restore) {
          patients[restore.patient] = copy(patients[restore.patient]);
        } else if (step instanceof Add add) {
          Arrival arrival =
              windows.add(
                  patients[add.patient],
                  add.reading.timeMs(),
                  add.reading.values(),
                  add.reading.observations(),
                  watermarkMs);
          Arrival judged = oracles[add.patient].add(add.reading, watermarkMs);
          arrivals.add(judged);
          String difference = arrival == judged ? panes(add.patient) : arrival + " / " + judged;
          if (difference != null) {
            return difference;
          }
        }
      }
      for (int p = 0; p < PATIENTS; p++) {
        String difference = settle(p);
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }

    private String settle(int patient) {
      windows.settle(patients[patient], watermarkMs);
      oracles[patient].advance(watermarkMs);
      return panes(patient);
    }

    /** Compares the panes of the last step. */
    private String panes(int patient) {
      String difference = null;
      for (int i = 0; i < Math.min(actual.size(), expected.size()) && difference == null; i++) {
        difference = actual.get(i).difference(expected.get(i));
        timings.add(expected.get(i).timing());
      }
      if (difference == null && actual.size() != expected.size()) {
        difference = actual + " / " + expected;
      }
      actual.clear();
      expected.clear();
      return difference == null ? null : "patient " + patient + ": " + difference;
    }
  }

  static PatientWindows copy(PatientWindows windows) {
    PackedOutput out = new PackedOutput(16);
    windows.writeTo(out);
    return PatientWindows.readFrom(new PackedInput(out.toBytes()));
  }
}

package io.vitalgrid.benchmarks;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.window.Arrival;
import io.vitalgrid.pipeline.window.WindowPolicy;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The cost of one event in the window operator, on one thread: adding it, its EARLY pane, the LATE
 * panes it causes, its share of the ON_TIME panes; of each pane, every figure of every vital is
 * computed and read. {@link Panes} runs it and prints what it found.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PanesBenchmark {
  static final long SLIDE_MS = 60_000;
  static final long LATENESS_MS = 180_000;
  static final long LAG_MS = 120_000;

  private static final Vital[] VITALS = Vital.values();

  /** How many frames a window is made of: size / slide. */
  @Param({"5", "60", "300"})
  public int frames;

  /** Time between two events of a patient, in ms. */
  @Param({"1000", "60000"})
  public long periodMs;

  private PaneStream stream;
  private Blackhole sink;

  @Setup
  public void setUp(Blackhole blackhole) {
    sink = blackhole;
    stream =
        new PaneStream(
            policy(frames),
            LAG_MS,
            periodMs,
            (timing, endMs, revision, lateEvents, newest, stats) -> read(stats));
  }

  static WindowPolicy policy(int frames) {
    return new WindowPolicy(frames * SLIDE_MS, SLIDE_MS, LATENESS_MS);
  }

  @Benchmark
  public Arrival event() {
    return stream.next();
  }

  private void read(WindowStats stats) {
    for (Vital vital : VITALS) {
      sink.consume(stats.count(vital));
      sink.consume(stats.mean(vital));
      sink.consume(stats.min(vital));
      sink.consume(stats.max(vital));
      sink.consume(stats.standardDeviation(vital));
      sink.consume(stats.last(vital));
      sink.consume(stats.lastAtMs(vital));
      sink.consume(stats.slopePerMinute(vital));
    }
  }
}

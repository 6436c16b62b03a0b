package io.vitalgrid.benchmarks;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The command {@code benchmarks/panes [--quick]}: prints where it runs and with which settings,
 * then time, allocation and size for windows of 5, 60 and 300 slides, for patients seen every
 * second and every minute.
 */
public final class Panes {
  private static final int[] FRAMES = {5, 60, 300};
  private static final long[] PERIODS_MS = {1_000, 60_000};
  private static final List<String> JVM = List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC");
  private static final double TARGET_NANOS = 400;
  private static final double TARGET_BYTES = 2_048;

  private final int iterations;
  private final int seconds;

  private Panes(boolean quick) {
    iterations = quick ? 3 : 5;
    seconds = quick ? 1 : 3;
  }

  public static void main(String[] args) throws RunnerException {
    boolean quick = List.of(args).contains("--quick");
    if (args.length > (quick ? 1 : 0)) {
      System.err.println(
          "benchmarks/panes takes --quick or nothing, not: " + String.join(" ", args));
      System.exit(2);
    }
    new Panes(quick).run();
  }

  private void run() throws RunnerException {
    printSettings();
    print("");
    print(
        "%10s  %16s  %10s  %10s  %12s  %14s  %17s",
        "size/slide",
        "patient seen",
        "ns/event",
        "+- 99.9 %",
        "alloc B/event",
        "heap B/patient",
        "written B/patient");
    for (int frames : FRAMES) {
      for (long periodMs : PERIODS_MS) {
        print(frames, periodMs);
      }
    }
    print("");
    print(
        "Targets at size/slide 5: <= %.0f ns/event, <= %.0f B of heap per active patient.",
        TARGET_NANOS, TARGET_BYTES);
  }

  private void printSettings() {
    Machine.print(System.out);
    print("options   %s", String.join(" ", JVM));
    print(
        "JMH       1 fork, %d + %d iterations of %d s, 1 thread", iterations, iterations, seconds);
    print(
        "stream    %d patients, seven vitals in each event, 5 %% out of order, 1 %% late, 0.1 %%"
            + " too late",
        PaneStream.PATIENTS);
    print(
        "windows   slide %d s, lateness %d s, watermark lag %d s; all panes, every figure read",
        PanesBenchmark.SLIDE_MS / 1_000,
        PanesBenchmark.LATENESS_MS / 1_000,
        PanesBenchmark.LAG_MS / 1_000);
    print(
        "size      heap: what a full collection frees when the patients go; written: their bytes");
  }

  private void print(int frames, long periodMs) throws RunnerException {
    PaneSize size = PaneSize.measure(frames, periodMs);
    RunResult result = time(frames, periodMs);
    print(
        "%10d  %16s  %10.0f  %10.0f  %13.0f  %14d  %17d",
        frames,
        "every " + periodMs / 1_000 + " s",
        result.getPrimaryResult().getScore(),
        result.getPrimaryResult().getScoreError(),
        result.getSecondaryResults().get("gc.alloc.rate.norm").getScore(),
        size.heapBytes(),
        size.writtenBytes());
  }

  private RunResult time(int frames, long periodMs) throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(PanesBenchmark.class.getName())
                .param("frames", Integer.toString(frames))
                .param("periodMs", Long.toString(periodMs))
                .forks(1)
                .jvmArgs(JVM.toArray(String[]::new))
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(seconds))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build())
        .runSingle();
  }

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}

package io.vitalgrid.benchmarks.scoring;

import io.vitalgrid.benchmarks.Machine;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The command {@code benchmarks/scoring [--soak MINUTES]}: µs per batch and per row for a linear, a
 * tree and a neural model; what the scoring stage adds at 20,000 events/s; and, if asked for,
 * whether the process grows.
 */
public final class Scoring {
  private static final int[] BATCHES = {1, 8, 64, 512};
  private static final int COLUMNS = Features.ofProfile().size();
  private static final long RUN_NANOS = TimeUnit.SECONDS.toNanos(3);

  private Scoring() {}

  public static void main(String[] args) throws Exception {
    boolean soak = args.length == 2 && args[0].equals("--soak");
    if (args.length != 0 && !soak) {
      System.err.println("benchmarks/scoring takes --soak MINUTES or nothing");
      System.exit(2);
    }
    Machine.print(System.out);
    line("settings  one thread, one intra-op thread, 3 s each after 3 s of warm-up");
    line("");
    line("%-20s  %6s  %12s  %12s  %12s", "model", "batch", "µs/batch", "p99 µs", "µs/row");
    for (Map.Entry<String, byte[]> each : Subjects.all().entrySet()) {
      batches(each.getKey(), each.getValue());
    }
    line("");
    line("stage SCORE at 20,000 events/s: one batch a ms, 20 panes each, 10 s");
    line("%-20s  %12s  %12s  %12s", "model", "p50 µs", "p99 µs", "max µs");
    for (Map.Entry<String, byte[]> each : Subjects.all().entrySet()) {
      long[] nanos = StageRun.nanos(each.getValue());
      line(
          "%-20s  %12.1f  %12.1f  %12.1f",
          each.getKey(), at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1));
    }
    if (soak) {
      soak(Integer.parseInt(args[1]));
    }
  }

  private static void batches(String name, byte[] model) {
    try (Scorer scorer = new OnnxScorer(name, model, ModelCard.EMPTY, 1)) {
      for (int batch : BATCHES) {
        run(scorer, batch);
        long[] nanos = run(scorer, batch);
        double mean = Arrays.stream(nanos).average().orElseThrow() / 1e3;
        line(
            "%-20s  %6d  %12.2f  %12.2f  %12.3f", name, batch, mean, at(nanos, 0.99), mean / batch);
      }
    }
  }

  private static long[] run(Scorer scorer, int batch) {
    SplittableRandom random = new SplittableRandom(batch);
    float[] rows = new float[batch * COLUMNS];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (float) (200 * random.nextDouble());
    }
    double[] risks = new double[batch];
    long[] nanos = new long[1 << 20];
    int runs = 0;
    long end = System.nanoTime() + RUN_NANOS;
    for (long start; (start = System.nanoTime()) < end; runs++) {
      scorer.score(rows, batch, risks);
      nanos[runs % nanos.length] = System.nanoTime() - start;
    }
    return sorted(Arrays.copyOf(nanos, Math.min(runs, nanos.length)));
  }

  static long[] sorted(long[] nanos) {
    Arrays.sort(nanos);
    return nanos;
  }

  /** In µs. */
  private static double at(long[] sortedNanos, double share) {
    int index = (int) Math.ceil(share * sortedNanos.length) - 1;
    return sortedNanos[Math.max(0, index)] / 1e3;
  }

  private static void soak(int minutes) throws IOException {
    line("");
    line("soak: the three models in turn, batches of 1 to 512, %d min", minutes);
    List<Scorer> scorers =
        Subjects.all().entrySet().stream()
            .<Scorer>map(each -> new OnnxScorer(each.getKey(), each.getValue(), ModelCard.EMPTY, 1))
            .toList();
    float[] rows = new float[512 * COLUMNS];
    double[] risks = new double[512];
    SplittableRandom random = new SplittableRandom(9);
    long start = System.nanoTime();
    for (int minute = 0; minute <= minutes; minute++) {
      line("  %3d min  %,7d KiB resident", minute, residentKib());
      long end = start + TimeUnit.MINUTES.toNanos(minute + 1L);
      while (minute < minutes && System.nanoTime() < end) {
        for (Scorer scorer : scorers) {
          scorer.score(rows, 1 + random.nextInt(512), risks);
        }
      }
    }
    scorers.forEach(Scorer::close);
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(text -> text.startsWith("VmRSS:"))
        .mapToLong(text -> Long.parseLong(text.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static void line(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }
}

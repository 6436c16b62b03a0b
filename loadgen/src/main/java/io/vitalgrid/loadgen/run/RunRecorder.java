package io.vitalgrid.loadgen.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenException;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.slo.Objective;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/** Writes a run's folder: the histogram logs second by second, everything else at the end. */
public final class RunRecorder implements Report, AutoCloseable {
  /** The file with all figures. */
  public static final String RUN_FILE = "run.json";

  private static final double MICROS_PER_MS = 1000;
  private static final int TICKS_PER_HALF_DISTANCE = 5;

  private final Path folder;
  private final RunInfo info;
  private final Objectives objectives;
  private final List<Map<String, Object>> seconds = new ArrayList<>();
  private final Map<String, HistogramLogWriter> logs = new LinkedHashMap<>();
  private Report.Second before;

  /** Judges the result; comes from the command. */
  @FunctionalInterface
  public interface Objectives {
    List<Objective.Verdict> judge(Result result);
  }

  /**
   * Makes the folder.
   *
   * @throws LoadgenException if that is not possible, or there is a run in it already
   */
  public RunRecorder(Path folder, RunInfo info, Objectives objectives) {
    this.folder = folder;
    this.info = info;
    this.objectives = objectives;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
    if (Files.exists(folder.resolve(RUN_FILE))) {
      throw new LoadgenException(
          "folder " + folder + " holds a run already: name another with --out");
    }
  }

  @Override
  public void second(Second second) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("t_ms", second.elapsedMs());
    row.put("planned_per_s", second.intendedRate());
    row.put("sent_per_s", second.rate());
    row.put("acknowledged_per_s", perSecond(second, Second::acked));
    row.put("failed_records", second.failed());
    second
        .seen()
        .answered()
        .ifPresent(
            answered ->
                row.put("scored_per_s", perSecond(second, s -> s.seen().answered().orElse(0L))));
    second.backlog().ifPresent(backlog -> row.put("backlog_events", backlog));
    second.seen().consumerLag().ifPresent(lag -> row.put("consumer_lag_records", lag));
    row.put("send_lag_max_ms", second.maxSendLagMs());
    latency("topic", second.seen().topic(), row);
    latency("sql", second.seen().sql(), row);
    if (!second.seen().metrics().isEmpty()) {
      row.put("metrics", second.seen().metrics());
    }
    seconds.add(row);
    before = second;
  }

  private double perSecond(Second second, ToLongFunction<Second> count) {
    long ms = second.elapsedMs() - (before == null ? 0 : before.elapsedMs());
    long counted = count.applyAsLong(second) - (before == null ? 0 : count.applyAsLong(before));
    return ms > 0 ? counted * 1e3 / ms : 0;
  }

  private void latency(String where, Optional<Histogram> micros, Map<String, Object> row) {
    if (micros.isPresent() && micros.get().getTotalCount() > 0) {
      Figures.latencies(where + "_", micros.get(), row);
      log(where).outputIntervalHistogram(micros.get());
    }
  }

  private HistogramLogWriter log(String where) {
    return logs.computeIfAbsent(
        where,
        name -> {
          try {
            HistogramLogWriter log =
                new HistogramLogWriter(folder.resolve("latency-" + name + ".hlog").toFile());
            log.outputComment(
                "[Latency from intended send time to arrival, in microseconds, of every second;"
                    + " warm-up included]");
            log.outputLogFormatVersion();
            log.outputStartTime(System.currentTimeMillis());
            log.outputLegend();
            return log;
          } catch (IOException e) {
            throw cannotWrite(e);
          }
        });
  }

  @Override
  public void end(Result result) {
    try {
      if (result.topic().isPresent()) {
        percentiles("topic", result.topic().get().micros());
      }
      if (result.sql().isPresent()) {
        percentiles("sql", result.sql().get().micros());
      }
      Map<String, Object> run = Figures.of(info, result, objectives.judge(result));
      run.put("seconds", seconds);
      Files.writeString(folder.resolve(RUN_FILE), Json.write(run), UTF_8);
    } catch (IOException e) {
      throw cannotWrite(e);
    }
  }

  /** The classic percentile table, in milliseconds, after the warm-up. */
  private void percentiles(String where, Histogram micros) throws IOException {
    Path file = folder.resolve("latency-" + where + ".hgrm");
    try (PrintStream out = new PrintStream(file.toFile(), UTF_8)) {
      micros.outputPercentileDistribution(out, TICKS_PER_HALF_DISTANCE, MICROS_PER_MS);
    }
  }

  private LoadgenException cannotWrite(IOException e) {
    return new LoadgenException(
        "folder " + folder + " cannot be written: " + e.getMessage() + " (name another with --out)",
        e);
  }

  @Override
  public void close() {
    logs.values().forEach(HistogramLogWriter::close);
  }
}

package io.vitalgrid.loadgen.run;

import io.vitalgrid.loadgen.check.CheckResult;
import io.vitalgrid.loadgen.event.Kind;
import io.vitalgrid.loadgen.measure.Latency;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.schedule.Phase;
import io.vitalgrid.loadgen.send.Tally;
import io.vitalgrid.loadgen.slo.Objective;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The figures of a run as they stand in {@code run.json}. */
final class Figures {
  private static final int SPECTRUM_TICKS = 5;

  private Figures() {}

  static Map<String, Object> of(RunInfo info, Result result, List<Objective.Verdict> verdicts) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("format", "vitalgrid-run/1");
    run.put("name", info.name());
    run.put("about", info.about());
    run.put("started_at", Instant.ofEpochMilli(result.startedMs()));
    run.put("duration_ms", result.durationMs());
    run.put("warmup_ms", result.warmup().toMillis());
    run.put("stopped_early", result.stopped());
    run.put("valid", result.invalidBecause().isEmpty());
    run.put("invalid_because", result.invalidBecause());
    run.put("objectives", objectives(verdicts));
    run.put("totals", totals(result));
    result.topic().ifPresent(latency -> run.put("latency_topic", latency(latency)));
    result.sql().ifPresent(latency -> run.put("latency_sql", latency(latency)));
    result.check().ifPresent(check -> run.put("check", check(check)));
    run.put("phases", phases(info));
    run.put("settings", info.settings());
    run.put("machine", Machine.describe());
    run.put("versions", Machine.versions());
    return run;
  }

  private static List<Object> objectives(List<Objective.Verdict> verdicts) {
    List<Object> list = new ArrayList<>();
    for (Objective.Verdict verdict : verdicts) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("objective", verdict.objective().text());
      row.put("met", verdict.met());
      row.put("verdict", verdict.describe());
      list.add(row);
    }
    return list;
  }

  private static Map<String, Object> totals(Result result) {
    Tally tally = result.tally();
    Map<String, Object> totals = new LinkedHashMap<>();
    totals.put("sent_records", tally.sent());
    totals.put("acknowledged_records", tally.acked());
    totals.put("failed_records", tally.failed());
    totals.put("sent_per_s", result.ratePerSecond());
    totals.put("must_be_answered_events", tally.answerable());
    result.topic().ifPresent(latency -> totals.put("answered_events", latency.answered()));
    result.lost().ifPresent(lost -> totals.put("lost_events", lost));
    for (Kind kind : Kind.values()) {
      totals.put(kind.name().toLowerCase(Locale.ROOT) + "_records", tally.sentOf(kind));
    }
    totals.put("send_lag_max_ms", result.maxSendLagMs());
    totals.put("send_lag_after_warmup_max_ms", result.maxSendLagAfterWarmupMs());
    totals.put("sending_thread_cpu_us_per_event", result.cpuMicrosPerEvent());
    totals.put("sending_thread_allocated_bytes_per_event", result.allocatedBytesPerEvent());
    return totals;
  }

  private static Map<String, Object> latency(Latency latency) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("where", latency.where());
    latencies("", latency.micros(), figures);
    Map<String, Object> warmup = new LinkedHashMap<>();
    latencies("", latency.warmupMicros(), warmup);
    figures.put("warmup", warmup);
    figures.put("spectrum", spectrum(latency.micros()));
    return figures;
  }

  /** Count, percentiles, maximum and mean; of no events only the count. */
  static void latencies(String prefix, Histogram micros, Map<String, Object> figures) {
    figures.put(prefix + "count", micros.getTotalCount());
    if (micros.getTotalCount() == 0) {
      return;
    }
    figures.put(prefix + "p50_ms", micros.getValueAtPercentile(50) / 1e3);
    figures.put(prefix + "p90_ms", micros.getValueAtPercentile(90) / 1e3);
    figures.put(prefix + "p99_ms", micros.getValueAtPercentile(99) / 1e3);
    figures.put(prefix + "p99_9_ms", micros.getValueAtPercentile(99.9) / 1e3);
    figures.put(prefix + "p99_99_ms", micros.getValueAtPercentile(99.99) / 1e3);
    figures.put(prefix + "max_ms", micros.getMaxValue() / 1e3);
    figures.put(prefix + "mean_ms", micros.getMean() / 1e3);
  }

  /** Points of the distribution, closer together the rarer it gets. */
  private static List<Object> spectrum(Histogram micros) {
    List<Object> points = new ArrayList<>();
    for (HistogramIterationValue value : micros.percentiles(SPECTRUM_TICKS)) {
      Map<String, Object> point = new LinkedHashMap<>();
      point.put("percentile", String.valueOf(value.getPercentileLevelIteratedTo()));
      point.put("ms", value.getValueIteratedTo() / 1e3);
      points.add(point);
    }
    return points;
  }

  private static Map<String, Object> check(CheckResult check) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("exact", check.isExact());
    figures.put("difference_count", check.differenceCount());
    figures.put("lost_events", check.lost());
    List<Object> rows = new ArrayList<>();
    for (CheckResult.Row row : check.rows()) {
      Map<String, Object> figure = new LinkedHashMap<>();
      figure.put("what", row.what());
      figure.put("expected_min_count", row.lowest());
      figure.put("expected_max_count", row.highest());
      figure.put("actual_count", row.actual());
      figure.put("equal", row.isEqual());
      rows.add(figure);
    }
    figures.put("rows", rows);
    figures.put("differences", check.differences());
    figures.put("not_exactly_known", check.undecided());
    return figures;
  }

  private static List<Object> phases(RunInfo info) {
    List<Object> phases = new ArrayList<>();
    long fromMs = 0;
    for (Phase phase : info.plan().phases()) {
      Map<String, Object> row = new LinkedHashMap<>();
      long toMs = fromMs + phase.duration().toMillis();
      row.put("kind", phase.kind());
      row.put("from_ms", fromMs);
      row.put("to_ms", toMs);
      row.put("arrivals", phase.arrivals().describe());
      phases.add(row);
      fromMs = toMs;
    }
    return phases;
  }
}

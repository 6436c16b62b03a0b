package io.vitalgrid.loadgen.report;

import io.vitalgrid.loadgen.check.CheckResult;
import io.vitalgrid.loadgen.event.Kind;
import io.vitalgrid.loadgen.measure.Latency;
import io.vitalgrid.loadgen.send.Tally;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** For people: progress to one writer, the summary to another. */
public final class TextReport implements Report {
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};

  private final PrintWriter progress;
  private final PrintWriter out;
  private final Duration maxSendLag;

  /**
   * Progress and summary may go to the same writer.
   *
   * @param maxSendLag from which on a second's line says that the generator is behind
   */
  public TextReport(PrintWriter progress, PrintWriter out, Duration maxSendLag) {
    this.progress = progress;
    this.out = out;
    this.maxSendLag = maxSendLag;
  }

  @Override
  public void second(Second second) {
    StringBuilder line = new StringBuilder();
    line.append(
        format(
            "%4d s  sent %,d (%,.0f/s)  acked %,d  failed %,d  send lag max %.1f ms",
            second.elapsedMs() / 1000,
            second.sent(),
            second.rate(),
            second.acked(),
            second.failed(),
            second.maxSendLagMs()));
    second.backlog().ifPresent(backlog -> line.append(format("  backlog %,d", backlog)));
    second.seen().topic().ifPresent(micros -> line.append("  latency ").append(latency(micros)));
    second.seen().sql().ifPresent(micros -> line.append("  in SQL ").append(latency(micros)));
    if (second.maxSendLagMs() > maxSendLag.toMillis()) {
      line.append("  BEHIND its own schedule");
    }
    progress.println(line);
    progress.flush();
  }

  private static String latency(Histogram micros) {
    if (micros.getTotalCount() == 0) {
      return "-";
    }
    return format(
        "p50 %.1f  p99 %.1f  max %.1f ms",
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getMaxValue() / 1e3);
  }

  @Override
  public void end(Result result) {
    Tally tally = result.tally();
    row("sent", tally.sent());
    row("  admissions", tally.sentOf(Kind.ADMISSION));
    row("  vitals", tally.vitals());
    row("    out of order", tally.sentOf(Kind.OUT_OF_ORDER));
    row("    kept in an outage", tally.sentOf(Kind.KEPT));
    row("    late (intended)", tally.sentOf(Kind.LATE));
    row("    too late (intended)", tally.sentOf(Kind.TOO_LATE));
    row("  discharges", tally.sentOf(Kind.DISCHARGE));
    row("  duplicates", tally.sentOf(Kind.DUPLICATE));
    for (Kind kind : Kind.values()) {
      if (kind.isBad()) {
        row("  bad: " + kind.reason(), tally.sentOf(kind));
      }
    }
    row("acknowledged", tally.acked());
    row("failed", tally.failed());
    double seconds = result.durationMs() / 1e3;
    out.println(
        format(
            "%-24s %14s in %.1f s",
            "rate", format("%,.0f/s", seconds > 0 ? tally.sent() / seconds : 0), seconds));
    out.println(
        format(
            "%-24s %,11.1f ms, %,.1f ms after the warm-up of %s s",
            "send lag, max",
            result.maxSendLagMs(),
            result.maxSendLagAfterWarmupMs(),
            result.warmup().toMillis() / 1e3));
    out.println(
        format(
            "%-24s %,11.2f µs of processor time and %,.0f bytes of heap an event",
            "sending thread", result.cpuMicrosPerEvent(), result.allocatedBytesPerEvent()));
    result.topic().ifPresent(this::latency);
    result.sql().ifPresent(this::latency);
    result.check().ifPresent(this::check);
    if (!tally.lastError().isEmpty()) {
      out.println("last failure: " + tally.lastError());
    }
    for (String reason : result.invalidBecause()) {
      out.println("NOT VALID: " + reason + ".");
    }
    out.flush();
  }

  private void latency(Latency latency) {
    Histogram micros = latency.micros();
    row("seen in " + latency.where(), latency.answered());
    if (latency.unknown() > 0) {
      row("  of others", latency.unknown());
    }
    if (micros.getTotalCount() == 0) {
      out.println("latency: none measured after the warm-up in " + latency.where());
      return;
    }
    out.println(
        format(
            "latency from intended send time to arrival in %s, %,d events after the warm-up:",
            latency.where(), micros.getTotalCount()));
    for (double percentile : PERCENTILES) {
      out.println(
          format(
              "  p%-21s %,11.3f ms",
              trimmed(percentile), micros.getValueAtPercentile(percentile) / 1e3));
    }
    out.println(format("  %-22s %,11.3f ms", "max", micros.getMaxValue() / 1e3));
  }

  private void check(CheckResult check) {
    out.println(format("%-34s %18s %18s", "what came out", "had to", "did"));
    for (CheckResult.Row row : check.rows()) {
      out.println(
          format(
              "  %-32s %18s %,18d  %s",
              row.what(), row.expected(), row.actual(), row.isEqual() ? "equal" : "DIFFERENT"));
    }
    check.undecided().forEach(what -> out.println("  not exactly known: " + what));
    if (check.isExact()) {
      out.println("CHECKED: what came out is what had to.");
      return;
    }
    out.println(format("DIFFERENT in %,d places, of which the first:", check.differenceCount()));
    check.differences().forEach(difference -> out.println("  " + difference));
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? format("%.0f", value) : Double.toString(value);
  }

  private void row(String name, long count) {
    out.println(format("%-24s %,14d", name, count));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.settings.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param warm the counts at the end of the warm-up, or null if the run was shorter
 */
record Summary(
    UpPlan plan, LoadProgress sent, Conservation conservation, Totals totals, Totals warm) {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int OBJECTIVE_MISSED = 3;

  /** Prints it all; returns the exit code. */
  int print(Console console) {
    Histogram latency = warm == null ? totals.latency() : totals.latencySince(warm);
    console.say("");
    console.say("sent", sentLine());
    console.say("scored", scoredLine());
    console.say("latency", latencyLine(latency));
    console.say("");
    console.say("records");
    console.say(TextTable.lines(conservation.table()));
    long lost = conservation.lost();
    for (Objective objective : plan.objectives()) {
      console.say("slo", objective.report(latency, lost));
    }
    List<String> failures = failures();
    failures.forEach(failure -> console.say("FAILED", failure));
    if (!failures.isEmpty()) {
      return FAILED;
    }
    boolean met = plan.objectives().stream().allMatch(o -> o.isMet(latency, lost));
    return met ? DONE : OBJECTIVE_MISSED;
  }

  private List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (!conservation.holds()) {
      failures.add("the two sides of the conservation law differ");
    }
    if (sent.failed() > 0) {
      failures.add("%,d records were not acknowledged by the broker".formatted(sent.failed()));
    }
    if (visible() != panes()) {
      failures.add("%,d live predictions did not become visible".formatted(panes() - visible()));
    }
    return failures;
  }

  private String sentLine() {
    return String.format(
        Locale.ROOT,
        "%,d in %.1f s, %s/s; acknowledged %,d; at most %.0f ms behind schedule%s",
        sent.sent(),
        sent.elapsedMs() / 1000.0,
        rate(sent.sent()),
        sent.acknowledged(),
        sent.maxSendLagMs(),
        sent.behind() ? " (too far: this machine cannot generate that load)" : "");
  }

  private String scoredLine() {
    long all = panes() + totals.get(Counter.PANES_ON_TIME) + totals.get(Counter.PANES_LATE);
    long scored = totals.get(Counter.SCORED);
    return "%,d live predictions, %s/s; %,d panes in all, of which %,d scored%s"
        .formatted(
            visible(),
            rate(visible()),
            all,
            scored,
            scored < all ? " and %,d without an admission yet".formatted(all - scored) : "");
  }

  private String latencyLine(Histogram ms) {
    if (ms.getTotalCount() == 0) {
      return "not measured: no prediction after the warm-up";
    }
    return String.format(
        Locale.ROOT,
        "p50 %d ms  p99 %d ms  p99.9 %d ms  max %d ms"
            + "  (%,d events, from intended send to visible in IMap predictions, %s)",
        ms.getValueAtPercentile(50),
        ms.getValueAtPercentile(99),
        ms.getValueAtPercentile(99.9),
        ms.getMaxValue(),
        ms.getTotalCount(),
        warm == null ? "no warm-up left out" : "after " + warmup() + " of warm-up");
  }

  private String warmup() {
    return Durations.print(plan.warmup());
  }

  private String rate(long count) {
    return sent.elapsedMs() == 0
        ? "-"
        : String.format(Locale.ROOT, "%,.0f", count * 1000.0 / sent.elapsedMs());
  }

  /** Panes that events fired: one for each event that was accepted, the live prediction. */
  private long panes() {
    return totals.get(Counter.PANES_EARLY);
  }

  private long visible() {
    return totals.get(Counter.PREDICTIONS_VISIBLE);
  }
}

package io.vitalgrid.loadgen.html;

import io.vitalgrid.loadgen.run.RunFile;
import io.vitalgrid.loadgen.slo.Objective;
import io.vitalgrid.loadgen.slo.Objective.Verdict;
import java.util.OptionalDouble;

/** Judges a run by the figures of its file. */
final class RunObjectives {
  private static final String SQL = "sql.";

  private RunObjectives() {}

  static Verdict judge(Objective objective, RunFile run) {
    double value = value(objective.measure(), run);
    return objective.judge(
        Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value), run.flag("valid"));
  }

  private static double value(String measure, RunFile run) {
    return switch (measure) {
      case "rate" -> run.object("totals").number("sent_per_s");
      case "failed" -> run.object("totals").number("failed_records");
      case "lost" -> run.object("totals").number("lost_events");
      case "differences" -> run.object("check").number("difference_count");
      default ->
          measure.startsWith(SQL)
              ? latency(run.object("latency_sql"), measure.substring(SQL.length()))
              : latency(run.object("latency_topic"), measure);
    };
  }

  private static double latency(RunFile latency, String measure) {
    return latency.number(measure.replace('.', '_') + "_ms");
  }
}

package io.vitalgrid.pipeline.metrics;

import io.vitalgrid.grid.Counter;

/**
 * A counter's name for Prometheus: several that part a whole share a name and differ in a label.
 *
 * @param label null if the counter stands alone
 */
record CounterMeter(String name, String label, String value, String help) {
  static CounterMeter of(Counter counter) {
    return switch (counter) {
      case RECORDS_READ -> single("vitalgrid.records.read", counter);
      case REJECTED_MALFORMED_JSON -> rejected("malformed_json");
      case REJECTED_UNKNOWN_TYPE -> rejected("unknown_type");
      case REJECTED_MISSING_FIELD -> rejected("missing_field");
      case REJECTED_OUT_OF_RANGE -> rejected("out_of_range");
      case REJECTED_FUTURE_EVENT_TIME -> rejected("future_event_time");
      case ON_TIME -> event("on_time");
      case LATE -> event("late");
      case PARTLY_TOO_LATE -> event("partly_too_late");
      case TOO_LATE -> event("too_late");
      case DUPLICATE -> event("duplicate");
      case REPLAYED -> event("replayed");
      case PROFILE_UPDATES -> event("profile_update");
      case DISCHARGES -> event("discharge");
      case PANES_EARLY -> pane("early");
      case PANES_ON_TIME -> pane("on_time");
      case PANES_LATE -> pane("late");
      case SCORED -> single("vitalgrid.scored", counter);
      case PREDICTIONS_VISIBLE -> single("vitalgrid.predictions.visible", counter);
      case RECORDS_LOST -> single("vitalgrid.records.lost", counter);
    };
  }

  private static CounterMeter single(String name, Counter counter) {
    return new CounterMeter(name, null, null, counter.help());
  }

  private static CounterMeter rejected(String reason) {
    return new CounterMeter(
        "vitalgrid.records.rejected", "reason", reason, "Records refused, by reason");
  }

  private static CounterMeter event(String outcome) {
    return new CounterMeter(
        "vitalgrid.events",
        "outcome",
        outcome,
        "Events by what became of them; together with the rejected records, all records read");
  }

  private static CounterMeter pane(String timing) {
    return new CounterMeter("vitalgrid.panes", "timing", timing, "Panes by timing");
  }
}

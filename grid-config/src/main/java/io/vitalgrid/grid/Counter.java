package io.vitalgrid.grid;

/** What a member counts: a column of table {@code members} and a metric each. */
public enum Counter {
  RECORDS_READ("records_read", "Records read from the input topic, replayed ones included"),
  REPLAYED("replayed", "Records read again after a restart and already applied before it"),
  REJECTED_MALFORMED_JSON(
      "rejected_malformed_json", "Records rejected: not one JSON object in UTF-8"),
  REJECTED_UNKNOWN_TYPE("rejected_unknown_type", "Records rejected: no known event type"),
  REJECTED_MISSING_FIELD("rejected_missing_field", "Records rejected: a required field is missing"),
  REJECTED_OUT_OF_RANGE("rejected_out_of_range", "Records rejected: a value out of its range"),
  REJECTED_FUTURE_EVENT_TIME(
      "rejected_future_event_time", "Records rejected: dated after the broker received them"),
  ON_TIME("on_time", "Vitals that came before any of their windows had settled"),
  LATE("late", "Vitals that came late and corrected settled windows"),
  PARTLY_TOO_LATE(
      "partly_too_late", "Vitals that reached some of their windows, too late for the others"),
  TOO_LATE("too_late", "Events too late for all of their windows: written to late_events"),
  DUPLICATE("duplicate", "Events that had been seen before"),
  PROFILE_UPDATES("profile_updates", "Admissions that reached a patient's profile"),
  DISCHARGES("discharges", "Discharges that reached a patient"),
  PANES_EARLY("panes_early", "Panes of timing EARLY"),
  PANES_ON_TIME("panes_on_time", "Panes of timing ON_TIME"),
  PANES_LATE("panes_late", "Panes of timing LATE"),
  SCORED("scored", "Panes that a model gave a risk"),
  PREDICTIONS_VISIBLE("predictions_visible", "Predictions acknowledged by map predictions"),
  RECORDS_LOST("records_lost", "Records that the topic's retention removed before they were read");

  private static final Counter[] ALL = values();

  /** How many there are: the length of an array of counts. */
  public static final int COUNT = ALL.length;

  private final String columnName;
  private final String help;

  Counter(String columnName, String help) {
    this.columnName = columnName;
    this.help = help;
  }

  /** The counter with this ordinal; unlike {@link #values()} it copies nothing. */
  public static Counter of(int ordinal) {
    return ALL[ordinal];
  }

  /** The place of this counter in an array that has one element for each. */
  @SuppressWarnings("EnumOrdinal") // the order is that of the arrays, by design
  public int index() {
    return ordinal();
  }

  /** Its column in table {@code members}. */
  public String columnName() {
    return columnName;
  }

  /** What is counted, as a sentence without its full stop. */
  public String help() {
    return help;
  }
}

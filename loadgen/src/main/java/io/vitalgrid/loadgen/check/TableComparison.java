package io.vitalgrid.loadgen.check;

import io.vitalgrid.loadgen.device.Reading;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The SQL tables against the truth. */
final class TableComparison {
  private static final double ROUNDING = 1e-9;

  private final Connection sql;
  private final Ledger ledger;
  private final Truth truth;
  private final Map<String, Integer> patients;
  private final Differences differences;

  TableComparison(
      Connection sql,
      Ledger ledger,
      Truth truth,
      Map<String, Integer> patients,
      Differences differences) {
    this.sql = sql;
    this.ledger = ledger;
    this.truth = truth;
    this.patients = patients;
    this.differences = differences;
  }

  /**
   * Compares everything.
   *
   * @param windowsFromMs windows that begin earlier may hold events of another run
   */
  void compare(MemberCounts before, MemberCounts after, long windowsFromMs, long windowSizeMs)
      throws SQLException {
    if (after.hasMembersOf(before)) {
      counters(after.since(before));
    } else {
      differences.undecided("the members' counters: members have come or gone");
    }
    windows(windowsFromMs, windowSizeMs);
    predictions();
    lateEvents();
  }

  private void counters(Map<String, Long> counts) {
    long open = truth.count(Truth.Outcome.OPEN);
    long taken = truth.count(Truth.Outcome.TAKEN);
    long tooLate = truth.count(Truth.Outcome.TOO_LATE);
    differences.row("members: records read", ledger.size(), read(counts));
    differences.row(
        "members: vitals in panes",
        taken,
        taken + open,
        counts.get("on_time") + counts.get("late") + counts.get("partly_too_late"));
    differences.row("members: too late", tooLate, tooLate + open, counts.get("too_late"));
    differences.row("members: duplicates", ledger.count(Kind.DUPLICATE), counts.get("duplicate"));
    differences.row(
        "members: profiles", ledger.count(Kind.ADMISSION), counts.get("profile_updates"));
    differences.row("members: discharges", ledger.count(Kind.DISCHARGE), counts.get("discharges"));
    for (Kind kind : Kind.BAD) {
      differences.row(
          "members: " + kind.reason(), ledger.count(kind), counts.get("rejected_" + kind.reason()));
    }
  }

  private static long read(Map<String, Long> counts) {
    return counts.get("records_read") - counts.get("replayed");
  }

  private void windows(long fromMs, long sizeMs) throws SQLException {
    Set<WindowKey> seen = new HashSet<>();
    long exact = 0;
    try (Statement statement = sql.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM windows")) {
      while (rows.next()) {
        Integer patient = patients.get(rows.getString("patient_id"));
        WindowKey key =
            new WindowKey(patient == null ? -1 : patient, epochMs(rows.getObject("window_end")));
        if (patient == null || key.endMs() - sizeMs < fromMs) {
          continue;
        }
        seen.add(key);
        WindowTruth window = truth.windows().get(key);
        if (window == null) {
          differences.add("row", key.describe() + " is in table windows, but no event was in it");
        } else {
          compare(key, window, rows);
          exact += window.isExact() ? 1 : 0;
        }
      }
    }
    long demanded = 0;
    for (Map.Entry<WindowKey, WindowTruth> entry : truth.windows().entrySet()) {
      WindowKey key = entry.getKey();
      boolean needed =
          entry.getValue().isExact() && truth.isSettled(key) && key.endMs() - sizeMs >= fromMs;
      demanded += needed ? 1 : 0;
      if (needed && !seen.contains(key)) {
        differences.add("row", key.describe() + " is missing in table windows");
      }
    }
    differences.row("table windows, exactly known", demanded, Math.max(demanded, exact), exact);
    long open = seen.stream().filter(key -> isOpen(truth.windows().get(key))).count();
    if (open > 0) {
      differences.undecided(
          "%,d windows that an event reached as the watermark closed them, or that a discharge cut"
              .formatted(open));
    }
  }

  private static boolean isOpen(WindowTruth window) {
    return window != null && !window.isExact();
  }

  private static long epochMs(Object time) {
    return ((OffsetDateTime) time).toInstant().toEpochMilli();
  }

  private void compare(WindowKey key, WindowTruth window, ResultSet row) throws SQLException {
    if (window.isExcluded()) {
      return;
    }
    long events = row.getLong("event_count");
    if (events < window.sure() || events > window.most()) {
      String expected =
          window.isExact() ? "" + window.sure() : window.sure() + ".." + window.most();
      differences.add(
          "events", key.describe() + " holds " + events + " events, had to hold " + expected);
      return;
    }
    if (!window.isExact()) {
      return;
    }
    for (int sensor = 0; sensor < Reading.SENSORS; sensor++) {
      String name = Reading.NAMES.get(sensor);
      long count = row.getLong(name + "_count");
      boolean equal = count == window.count(sensor);
      if (equal && count > 0) {
        equal =
            isClose(row.getDouble(name + "_mean"), window.mean(sensor))
                && row.getDouble(name + "_min") == window.min(sensor)
                && row.getDouble(name + "_max") == window.max(sensor)
                && row.getDouble(name + "_last") == window.last(sensor);
      }
      if (!equal) {
        differences.add(
            "content", key.describe() + ": " + name + " is not that of the events in it");
        return;
      }
    }
  }

  private static boolean isClose(double actual, double expected) {
    return Math.abs(actual - expected) <= ROUNDING * Math.max(1, Math.abs(expected));
  }

  /** Each patient's row names the event that was taken last. */
  private void predictions() throws SQLException {
    long expected = 0;
    long equal = 0;
    Set<Integer> found = new HashSet<>();
    try (Statement statement = sql.createStatement();
        ResultSet rows = statement.executeQuery("SELECT patient_id, event_id FROM predictions")) {
      while (rows.next()) {
        Integer patient = patients.get(rows.getString(1));
        if (patient == null || truth.lastTaken(patient) < 0) {
          continue;
        }
        found.add(patient);
        String wanted = eventId(truth.lastTaken(patient));
        if (wanted.equals(rows.getString(2))) {
          equal++;
        } else {
          differences.add(
              "newest",
              "table predictions names event " + rows.getString(2) + " instead of " + wanted);
        }
      }
    }
    for (int patient = 0; patient < patients.size(); patient++) {
      expected += truth.lastTaken(patient) >= 0 ? 1 : 0;
      if (truth.lastTaken(patient) >= 0 && !found.contains(patient)) {
        differences.add("newest", "patient " + (patient + 1) + " is missing in table predictions");
      }
    }
    differences.row("table predictions, newest event", expected, equal);
  }

  private String eventId(int event) {
    return EventStream.DEVICE_PREFIX + (ledger.patient(event) + 1) + "/" + ledger.seq(event);
  }

  private void lateEvents() throws SQLException {
    Set<String> late = new HashSet<>();
    try (Statement statement = sql.createStatement();
        ResultSet rows = statement.executeQuery("SELECT event_id FROM late_events")) {
      while (rows.next()) {
        late.add(rows.getString(1));
      }
    }
    long present = 0;
    for (int i = 0; i < ledger.size(); i++) {
      Truth.Outcome outcome = truth.outcome(i);
      if (outcome == Truth.Outcome.NO_VITALS) {
        continue;
      }
      boolean inTable = late.contains(eventId(i));
      present += inTable ? 1 : 0;
      if (outcome == Truth.Outcome.TOO_LATE && !inTable) {
        differences.add("late row", "event " + eventId(i) + " is missing in table late_events");
      } else if (outcome == Truth.Outcome.TAKEN && inTable) {
        differences.add(
            "late row", "event " + eventId(i) + " is in table late_events, but in time");
      }
    }
    long tooLate = truth.count(Truth.Outcome.TOO_LATE);
    differences.row(
        "table late_events", tooLate, tooLate + truth.count(Truth.Outcome.OPEN), present);
  }
}

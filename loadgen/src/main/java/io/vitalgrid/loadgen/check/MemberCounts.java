package io.vitalgrid.loadgen.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The counters of table {@code members}, by member. */
record MemberCounts(Map<String, Map<String, Long>> byMember) {
  private static final List<String> COUNTERS =
      List.of(
          "records_read",
          "replayed",
          "rejected_malformed_json",
          "rejected_unknown_type",
          "rejected_missing_field",
          "rejected_out_of_range",
          "rejected_future_event_time",
          "on_time",
          "late",
          "partly_too_late",
          "too_late",
          "duplicate",
          "profile_updates",
          "discharges");

  static MemberCounts read(Connection sql) throws SQLException {
    Map<String, Map<String, Long>> members = new HashMap<>();
    try (Statement statement = sql.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM members")) {
      while (rows.next()) {
        Map<String, Long> counts = new HashMap<>();
        for (String counter : COUNTERS) {
          counts.put(counter, rows.getLong(counter));
        }
        members.put(rows.getString("member_id"), counts);
      }
    }
    return new MemberCounts(members);
  }

  /** Whether every member of an earlier reading is still there: else its counts are incomplete. */
  boolean hasMembersOf(MemberCounts before) {
    return byMember.keySet().containsAll(before.byMember.keySet());
  }

  /** What all members together counted since an earlier reading. */
  Map<String, Long> since(MemberCounts before) {
    Map<String, Long> counted = new HashMap<>();
    for (String counter : COUNTERS) {
      counted.put(counter, sum(this, counter) - sum(before, counter));
    }
    return counted;
  }

  private static long sum(MemberCounts counts, String counter) {
    return counts.byMember.values().stream().mapToLong(member -> member.get(counter)).sum();
  }
}

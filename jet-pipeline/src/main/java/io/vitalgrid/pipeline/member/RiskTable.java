package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.sql.SqlColumnMetadata;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.vitalgrid.sql.SavedQueries;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/**
 * The grid's SQL answer to "who is at risk"; times are shown as ages. It is asked in a thread of
 * its own: the first answer takes a while, for it loads the planner.
 */
final class RiskTable implements AutoCloseable {
  private static final String QUERY = "who-is-at-risk";

  private final HazelcastInstance hazelcast;
  private final Console console;
  private final String sql = SavedQueries.text(QUERY);
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread = new Thread(this::answer, "who-is-at-risk");
  private volatile boolean closed;

  private RiskTable(HazelcastInstance hazelcast, Console console) {
    this.hazelcast = hazelcast;
    this.console = console;
    thread.setDaemon(true);
  }

  static RiskTable open(HazelcastInstance hazelcast, Console console) {
    RiskTable table = new RiskTable(hazelcast, console);
    table.thread.start();
    return table;
  }

  /** Has the answer printed soon. */
  void ask() {
    asked.release();
  }

  private void answer() {
    try {
      while (!closed) {
        asked.acquire();
        asked.drainPermits(); // who asks faster than it answers gets one answer
        List<String> lines = closed ? List.of() : lines();
        if (!closed) {
          console.say(lines);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    asked.release();
  }

  /** The answer now; or, while the grid is changing, why there is none. */
  private List<String> lines() {
    List<List<String>> table = new ArrayList<>();
    try (SqlResult result = hazelcast.getSql().execute(sql)) {
      table.add(
          result.getRowMetadata().getColumns().stream().map(SqlColumnMetadata::getName).toList());
      for (SqlRow row : result) {
        table.add(cells(row));
      }
    } catch (HazelcastException e) {
      return List.of("  who is at risk: no answer, " + e.getMessage());
    }
    return TextTable.lines(table);
  }

  private static List<String> cells(SqlRow row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getMetadata().getColumnCount(); i++) {
      cells.add(cell(row.getObject(i)));
    }
    return cells;
  }

  private static String cell(Object value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.4f", number);
    }
    if (value instanceof OffsetDateTime time) {
      long ageMs = System.currentTimeMillis() - time.toInstant().toEpochMilli();
      return String.format(Locale.ROOT, "%.1f s ago", ageMs / 1000.0);
    }
    return value.toString();
  }
}

package io.vitalgrid.sql;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.sql.HazelcastSqlException;
import java.util.List;

/**
 * The tables of the grid, one file of DDL each in {@code ddl/}.
 *
 * <p>A table whose key is a plain string is a view of a mapping: {@code patients} is a view of
 * {@code patients_entries}, for Hazelcast names such a key {@code __key} and nothing else. The
 * planner sees through it: {@code WHERE patient_id = ?} is one read by key.
 *
 * <p>Hazelcast keeps both in memory, so each member applies them at its start; that replaces what
 * is there and may be done by several members at once.
 */
public final class Schema {
  private static final List<String> TABLES =
      List.of(
          "patients",
          "predictions",
          "windows",
          "late_events",
          "models",
          "scoring",
          "outcomes",
          "alerts",
          "devices",
          "drift",
          "members");

  private Schema() {}

  /** The names of the tables, which are those of the maps. */
  public static List<String> tables() {
    return TABLES;
  }

  /**
   * Creates or replaces every table.
   *
   * @throws IllegalStateException naming the file whose statement failed
   */
  public static void apply(HazelcastInstance hazelcast) {
    for (String table : TABLES) {
      apply(hazelcast, file(table), Resources.read(file(table)));
    }
  }

  static void apply(HazelcastInstance hazelcast, String file, String ddl) {
    try {
      for (String statement : Statements.ofScript(ddl)) {
        hazelcast.getSql().execute(statement).close();
      }
    } catch (HazelcastSqlException e) {
      throw new IllegalStateException(file + " could not be applied: " + e.getMessage(), e);
    }
  }

  static String file(String table) {
    return "ddl/" + table + ".sql";
  }
}

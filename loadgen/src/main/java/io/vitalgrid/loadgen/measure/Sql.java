package io.vitalgrid.loadgen.measure;

import io.vitalgrid.loadgen.LoadgenException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The tables of the system under load, over JDBC: any system that has them will do. */
public final class Sql {
  private Sql() {}

  /**
   * Connects.
   *
   * @param url such as {@code jdbc:hazelcast://127.0.0.1:5701/?clusterName=vitalgrid}
   * @throws LoadgenException if there is nothing to connect to
   */
  public static Connection connect(String url) {
    try {
      return DriverManager.getConnection(url);
    } catch (SQLException e) {
      throw new LoadgenException(
          "no SQL at "
              + url
              + ": "
              + e.getMessage()
              + " (name a running member, such as"
              + " jdbc:hazelcast://127.0.0.1:5701/?clusterName=vitalgrid, or leave --sql-url out)",
          e);
    }
  }
}

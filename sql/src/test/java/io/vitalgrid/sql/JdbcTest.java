package io.vitalgrid.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Any JDBC program, with Hazelcast's driver. */
class JdbcTest {
  private static TestGrid grid;
  private static URLClassLoader loader;
  private static Driver driver;

  /** The driver's jar holds a Hazelcast of another version, which must not meet the member's. */
  @BeforeAll
  static void start() throws MalformedURLException {
    grid = new TestGrid();
    URL jar = Path.of(System.getProperty("vitalgrid.jdbc.jar")).toUri().toURL();
    loader = new URLClassLoader(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    driver = ServiceLoader.load(Driver.class, loader).findFirst().orElseThrow();
  }

  @AfterAll
  static void stop() throws IOException {
    loader.close();
    grid.close();
  }

  @Test
  void when_loaded_then_the_driver_is_the_released_one() {
    assertThat(driver.getClass().getClassLoader()).isSameAs(loader);
  }

  @Test
  void when_asked_with_a_parameter_then_typed_columns() throws SQLException {
    String sql =
        "SELECT risk, news2, event_time, ward FROM predictions p"
            + " JOIN patients a ON a.patient_id = p.patient_id WHERE p.patient_id = ?";
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, "P1");
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getDouble("risk")).isEqualTo(0.1931);
        assertThat(rows.getInt("news2")).isEqualTo(5);
        assertThat(rows.getString("ward")).isEqualTo("ICU-2");
        assertThat(rows.getMetaData().getColumnType(3)).isEqualTo(Types.TIMESTAMP_WITH_TIMEZONE);
        assertThat(rows.getObject("event_time", OffsetDateTime.class).toInstant())
            .isEqualTo(Instant.ofEpochMilli(TestGrid.EVENT_TIME_MS));
        assertThat(rows.next()).isFalse();
      }
    }
  }

  @Test
  void when_null_then_was_null() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT risk, status FROM predictions WHERE patient_id = 'P3'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getObject("risk")).isNull();
      assertThat(rows.getString("status")).isEqualTo("NO_PROFILE");
    }
  }

  @Test
  void when_asked_for_tables_then_those_of_the_schema_are_there() throws SQLException {
    String sql = "SELECT table_name FROM information_schema.tables";
    List<String> names = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    assertThat(names).containsAll(Schema.tables());
  }

  private static Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("clusterName", TestGrid.CLUSTER_NAME);
    return driver.connect("jdbc:hazelcast://" + grid.address() + "/", properties);
  }
}

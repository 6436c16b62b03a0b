package io.vitalgrid.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.sql.SqlColumnMetadata;
import com.hazelcast.sql.SqlColumnType;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  /** Fields of rows that are no columns. */
  private static final Set<String> OPAQUE =
      Set.of("state", "bytes", "latency_histogram", "feature_values");

  private static TestGrid grid;
  private static HazelcastInstance client;

  @BeforeAll
  static void start() {
    grid = new TestGrid();
    ClientConfig withoutSerializers = new ClientConfig().setClusterName(TestGrid.CLUSTER_NAME);
    withoutSerializers.getNetworkConfig().addAddress(grid.address());
    client = HazelcastClient.newHazelcastClient(withoutSerializers);
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    grid.close();
  }

  /** Nothing is lost between a row's serializer and its table, and nothing has another type. */
  @ParameterizedTest
  @MethodSource("io.vitalgrid.sql.Schema#tables")
  void when_described_then_the_columns_are_the_fields(String table) {
    Map<String, SqlColumnType> fields = new HashMap<>();
    Map.Entry<Object, Object> entry = client.getMap(table).entrySet().iterator().next();
    addFields(fields, entry.getKey());
    addFields(fields, entry.getValue());

    Map<String, SqlColumnType> columns = new HashMap<>();
    try (SqlResult result = grid.member().getSql().execute("SELECT * FROM " + table)) {
      for (SqlColumnMetadata column : result.getRowMetadata().getColumns()) {
        columns.put(column.getName(), column.getType());
      }
    }
    if (!(entry.getKey() instanceof GenericRecord)) {
      String key =
          Map.of(
                  "late_events", "event_id",
                  "members", "member_id",
                  "scoring", "member_id",
                  "outcomes", "__key",
                  "devices", "device_id",
                  "drift", "feature",
                  "alerts", "alert_id")
              .getOrDefault(table, "patient_id");
      fields.put(key, SqlColumnType.VARCHAR);
    }
    if (table.equals("alerts")) { // joined from map acknowledgements
      fields.put("acknowledged_at", SqlColumnType.TIMESTAMP_WITH_TIME_ZONE);
      fields.put("acknowledged_by", SqlColumnType.VARCHAR);
    }
    if (table.equals("devices")) {
      fields.remove("standing"); // for the next owner, not for people
    }
    if (entry.getValue() instanceof Boolean) {
      fields.put("this", SqlColumnType.BOOLEAN);
    }
    assertThat(columns).isEqualTo(fields);
  }

  /** 100 rows with -0.02 and 300 with 0.02; only the first member knows outcomes. */
  @Test
  void when_members_compare_a_shadow_then_the_grids_figures_are_weighted_by_rows() {
    try (SqlResult result = grid.member().getSql().execute("SELECT * FROM shadow")) {
      SqlRow row = result.iterator().next();
      assertThat(row.<String>getObject("shadow")).isEqualTo("readmission@4");
      assertThat(number(row, "compared_rows")).isEqualTo(400);
      assertThat(number(row, "dropped_rows")).isEqualTo(10);
      assertThat(number(row, "mean_difference")).isCloseTo(0.01, within(1e-9));
      assertThat(number(row, "rank_correlation")).isCloseTo(0.9, within(1e-9));
      assertThat(number(row, "labels")).isEqualTo(10);
      assertThat(number(row, "champion_auc")).isCloseTo(0.6, within(1e-9));
    }
  }

  private static double number(SqlRow row, String column) {
    return row.<Number>getObject(column).doubleValue();
  }

  private static void addFields(Map<String, SqlColumnType> fields, Object keyOrValue) {
    if (keyOrValue instanceof GenericRecord row) {
      for (String name : row.getFieldNames()) {
        if (!OPAQUE.contains(name)) {
          fields.put(name, type(row.getFieldKind(name)));
        }
      }
    }
  }

  private static SqlColumnType type(FieldKind kind) {
    return switch (kind) {
      case STRING -> SqlColumnType.VARCHAR;
      case INT32, NULLABLE_INT32 -> SqlColumnType.INTEGER;
      case INT64 -> SqlColumnType.BIGINT;
      case NULLABLE_FLOAT64 -> SqlColumnType.DOUBLE;
      case BOOLEAN, NULLABLE_BOOLEAN -> SqlColumnType.BOOLEAN;
      case TIMESTAMP_WITH_TIMEZONE -> SqlColumnType.TIMESTAMP_WITH_TIME_ZONE;
      default -> throw new IllegalArgumentException("no column shows a field of " + kind);
    };
  }

  @Test
  void when_applied_again_then_the_tables_still_answer() {
    Schema.apply(grid.member());
    try (SqlResult result = grid.member().getSql().execute("SELECT COUNT(*) FROM patients")) {
      assertThat(result.iterator().next().<Long>getObject(0)).isEqualTo(3);
    }
  }

  @Test
  void when_ddl_is_wrong_then_its_file_is_named() {
    assertThatThrownBy(() -> Schema.apply(grid.member(), "ddl/patients.sql", "CREATE MAPING p"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("ddl/patients.sql could not be applied: ");
  }

  @Test
  void when_files_are_there_then_they_are_listed() throws IOException, URISyntaxException {
    assertThat(files("ddl")).containsExactlyInAnyOrderElementsOf(Schema.tables());
    assertThat(files("queries")).containsExactlyInAnyOrderElementsOf(SavedQueries.names());
  }

  private static List<String> files(String folder) throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(Path.of(Schema.class.getResource(folder).toURI()))) {
      return files.map(file -> file.getFileName().toString().replace(".sql", "")).toList();
    }
  }
}

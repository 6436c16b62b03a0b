package io.vitalgrid.grid.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.partition.PartitionService;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every key and value, through the maps of a real member. */
class RowSerializersTest {
  static final List<Object> VALUES =
      List.of(
          Rows.patient(),
          Rows.patientWithoutProfile(),
          Rows.patientWithoutWard(),
          Rows.prediction(),
          Rows.predictionWithoutRisk(),
          Rows.window(),
          Rows.windowWithoutReadings(),
          Rows.member(),
          Rows.memberAtStart(),
          new LateEventRow("P1", 1, 2, 1),
          Rows.model(),
          Rows.scoring(),
          Rows.scoringWithoutShadow(),
          new AlertRow("P1", "NEWS2", "HIGH", "7 points", 1, Times.NONE),
          new AlertRow(null, AlertRow.MODEL_DEMOTED, "HIGH", "it gave NaN", 1, 2),
          new AlertRow("P1", "NEWS2_HIGH", "HIGH", "9", 1, 2, "WITHDRAWN", 3, 4, 5),
          new AcknowledgementRow("Kim", 7),
          new AcknowledgementRow(null, 7),
          new DeviceRow(
              "P1", "STUCK", "the same reading", "STUCK,SPIKE", 1, 2, 1100, "STUCK 1 why"),
          new DeviceRow("P1", "OK", null, "", 1, 2, 0, ""),
          new DriftRow(0.3, "MAJOR", 30_000, 2_000, "readmission@3", "TRAINING", 1),
          new DriftRow(Double.NaN, "TOO_FEW", 30_000, 3, "readmission@3", "FIRST_ROWS", 1),
          new ModelKey("readmission", 3),
          new WindowKey("P1", 300_000));

  private static HazelcastInstance member;
  private static HazelcastInstance client;

  @BeforeAll
  static void start() {
    int port = FreePort.onLoopback();
    Settings settings =
        Settings.defaults()
            .with(GridSettings.GRID_CLUSTER_NAME, "rows")
            .with(GridSettings.GRID_PORT, port);
    member = Hazelcast.newHazelcastInstance(GridConfig.create(settings));
    ClientConfig withoutSerializers = new ClientConfig().setClusterName("rows");
    withoutSerializers.getNetworkConfig().addAddress("127.0.0.1:" + port);
    client = HazelcastClient.newHazelcastClient(withoutSerializers);
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    member.shutdown();
  }

  @ParameterizedTest
  @FieldSource("VALUES")
  void when_put_then_the_same_comes_back(Object value) {
    IMap<String, Object> map = member.getMap("values");
    map.put("key", value);
    assertThat(map.get("key"))
        .isNotSameAs(value)
        .usingRecursiveComparison()
        .withStrictTypeChecking()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(value);
  }

  @Test
  void when_composite_keys_are_equal_then_they_find_the_entry() {
    IMap<WindowKey, WindowRow> windows = member.getMap("windows");
    windows.put(new WindowKey("P1", 300_000), Rows.window());
    assertThat(windows.get(new WindowKey("P1", 300_000))).isNotNull();
    assertThat(windows.get(new WindowKey("P1", 300_001))).isNull();

    IMap<ModelKey, String> models = member.getMap("keys");
    models.put(new ModelKey("readmission", 3), "three");
    assertThat(models.get(new ModelKey("readmission", 3))).isEqualTo("three");
    assertThat(models.get(new ModelKey("readmission", 2))).isNull();
  }

  @Test
  void when_window_key_then_it_lives_with_its_patient() {
    PartitionService partitions = member.getPartitionService();
    for (int i = 0; i < 100; i++) {
      String patient = "P" + i;
      assertThat(partitions.getPartition(new WindowKey(patient, 60_000L * i)))
          .isEqualTo(partitions.getPartition(patient));
    }
  }

  @Test
  void when_absent_then_null_in_the_record() {
    GenericRecord patient = record(Rows.patientWithoutProfile());
    assertThat(patient.getNullableFloat64("heart_rate")).isNull();
    assertThat(patient.getTimestampWithTimezone("heart_rate_at")).isNull();
    assertThat(patient.getTimestampWithTimezone("admitted_at")).isNull();
    assertThat(patient.getNullableInt32("age")).isNull();
    assertThat(patient.getNullableBoolean("diabetes")).isNull();
    assertThat(patient.getTimestampWithTimezone("updated_at")).isEqualTo("1970-01-01T00:00:00Z");

    GenericRecord prediction = record(Rows.predictionWithoutRisk());
    assertThat(prediction.getNullableFloat64("risk")).isNull();
    assertThat(prediction.getNullableInt32("news2")).isNull();
    assertThat(record(Rows.prediction()).getNullableFloat64("risk")).isEqualTo(0.1931);
  }

  @Test
  void when_time_is_written_then_utc_to_the_millisecond() {
    assertThat(record(Rows.prediction()).getTimestampWithTimezone("event_time"))
        .isEqualTo("2025-11-22T10:15:30.123Z");
    assertThat(record(Rows.patient()).getTimestampWithTimezone("admitted_at"))
        .isEqualTo("1969-12-31T23:59:59.999Z");
  }

  @Test
  void when_printed_then_no_patient_data() {
    assertThat(VALUES)
        .allSatisfy(
            value ->
                assertThat(value.toString())
                    .doesNotContain("P1", "ICU-2", "74", "Female", "0.19", "MON-17", "MEDIUM"));
  }

  @Test
  void when_an_array_has_not_one_element_a_vital_then_refused() {
    assertThatThrownBy(() -> new PatientRow(null, new double[6], new long[7], 0, 0, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("last has 6 elements, but must have one for each of 7 vitals");
  }

  /** The value as SQL sees it: a record without its class. */
  private static GenericRecord record(Object value) {
    member.<String, Object>getMap("values").put("key", value);
    return client.<String, GenericRecord>getMap("values").get("key");
  }
}

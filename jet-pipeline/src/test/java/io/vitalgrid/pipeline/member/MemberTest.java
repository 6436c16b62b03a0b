package io.vitalgrid.pipeline.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.MemberRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** One and two members with a real broker. */
class MemberTest {
  private static EmbeddedBroker broker;
  @TempDir private static Path folder;

  private Settings settings;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  /** Each test has a grid and an input topic of its own. */
  @BeforeEach
  void configure(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    settings =
        UpCommand.defaults()
            .with(GridSettings.GRID_CLUSTER_NAME, name)
            .with(GridSettings.KAFKA_TOPIC_INPUT, name)
            .with(GridSettings.KAFKA_BOOTSTRAP_SERVERS, broker.bootstrapServers())
            .with(GridSettings.GRID_PORT, FreePort.onLoopback())
            .with(GridSettings.HTTP_PORT, FreePort.onLoopback())
            .with(GridSettings.JOB_SCALE_UP_DELAY, Duration.ofMillis(100))
            .with(GridSettings.MODEL_PATH, TestModel.write(folder).toString());
  }

  private static HttpResponse<String> get(Settings of, String path)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(Member.httpUrl(of) + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  /** An admission, two readings, one that is sent twice, and a record that is none. */
  private void sendEvents(long nowMs) {
    String admission =
        """
        {"type":"admission","patient_id":"P1","event_time":%d,"ward":"ICU","age":74,
        "gender":"Female","blood_pressure":"130/72","cholesterol":240,"bmi":31.5,"diabetes":"Yes",
        "hypertension":"No","medication_count":5,"length_of_stay":1,"discharge_destination":"Home"}\
        """
            .formatted(nowMs);
    List<String> values =
        List.of(admission, vitals(1, nowMs + 1), vitals(2, nowMs + 2), vitals(2, nowMs + 2), "{");
    String topic = settings.get(GridSettings.KAFKA_TOPIC_INPUT);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (String value : values) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topic, null, nowMs, "P1".getBytes(UTF_8), value.getBytes(UTF_8));
        assertThat(producer.send(record)).succeedsWithin(Duration.ofSeconds(10));
      }
    }
  }

  private static String vitals(int seq, long timeMs) {
    return "{\"type\":\"vitals\",\"patient_id\":\"P1\",\"device_id\":\"MON-%d\",\"seq\":%d,"
            .formatted(timeMs / 1000, seq)
        + "\"event_time\":%d,\"heart_rate\":82}".formatted(timeMs);
  }

  @Test
  void when_eventsCome_then_healthMetrics_and_tableMembersSayWhatBecameOfThem() throws Exception {
    try (Member member = Member.start(settings)) {
      assertThat(get(settings, "/health").statusCode()).isEqualTo(200);
      GridTotals grid = new GridTotals(member.hazelcast());

      sendEvents(System.currentTimeMillis());

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                member.publish();
                Totals now = grid.read();
                assertThat(now.get(Counter.RECORDS_READ)).isEqualTo(5);
                assertThat(now.get(Counter.ON_TIME)).isEqualTo(2);
                assertThat(now.get(Counter.PROFILE_UPDATES)).isEqualTo(1);
                assertThat(now.get(Counter.DUPLICATE)).isEqualTo(1);
                assertThat(now.get(Counter.REJECTED_MALFORMED_JSON)).isEqualTo(1);
                assertThat(now.get(Counter.PREDICTIONS_VISIBLE)).isEqualTo(3);
                assertThat(now.latency().getTotalCount()).isEqualTo(3);
              });
      String metrics = get(settings, "/metrics").body();
      assertThat(metrics)
          .containsPattern("vitalgrid_records_rejected_total\\{reason=\"malformed_json\"} [1-9]")
          .containsPattern("vitalgrid_events_total\\{outcome=\"duplicate\"} [1-9]")
          .containsPattern("vitalgrid_panes_total\\{timing=\"early\"} [1-9]")
          .containsPattern("vitalgrid_end_to_end_latency_seconds_bucket\\{le=\"0.03\"} ")
          .containsPattern("vitalgrid_inference_latency_seconds_count [1-9]")
          .containsPattern("vitalgrid_map_entries\\{map=\"predictions\"} [1-9]")
          .containsPattern("vitalgrid_watermark_age_seconds ")
          .contains("jvm_memory_used_bytes", "process_uptime_seconds")
          .doesNotContain("P1");
    }
  }

  @Test
  void when_kafkaIsNotThere_then_healthSaysSo_and_stopEndsTheWait() throws Exception {
    Settings nowhere =
        settings.with(GridSettings.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:" + FreePort.onLoopback());
    Stop stop = new Stop();
    Thread starting =
        new Thread(
            () ->
                assertThatThrownBy(() -> Member.start(nowhere, stop, UnaryOperator.identity()))
                    .isInstanceOf(Stop.Requested.class));
    starting.start();

    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              HttpResponse<String> health = get(nowhere, "/health");
              assertThat(health.statusCode()).isEqualTo(503);
              assertThat(health.body()).contains("Kafka at " + Topics.servers(nowhere));
            });
    stop.request();
    starting.join(10_000);
    assertThat(starting.isAlive()).isFalse();
  }

  @Test
  void when_modelIsMissing_then_startFails_and_leavesNothingBehind() {
    Settings without = settings.with(GridSettings.MODEL_PATH, folder.resolve("none").toString());

    assertThatThrownBy(() -> Member.start(without))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("model.path");

    assertThat(Ports.claim(without, line -> {})).isNotNull(); // both ports are free again
  }

  @Test
  void when_aSecondMemberJoins_then_thereIsOneJob_and_itTellsItsOwnCounts() {
    try (Member first = Member.start(settings)) {
      Settings joining =
          settings
              .with(GridSettings.GRID_MEMBERS, List.of(Member.address(settings)))
              .with(GridSettings.GRID_PORT, FreePort.onLoopback())
              .with(GridSettings.HTTP_PORT, FreePort.onLoopback())
              .with(GridSettings.MODEL_PATH, "")
              .with(GridSettings.WINDOW_SIZE, Duration.ofSeconds(60));
      try (Member second = Member.start(joining)) {
        HazelcastInstance grid = second.hazelcast();
        assertThat(grid.getCluster().getMembers()).hasSize(2);
        assertThat(second.job().getId()).isEqualTo(first.job().getId());
        assertThat(grid.getJet().getJobs()).hasSize(1);
        await()
            .atMost(Duration.ofSeconds(10))
            .until(() -> grid.<String, MemberRow>getMap(Maps.MEMBERS).size() == 2);
      }
    }
  }

  @Test
  void when_aMemberLeavesInGoodOrder_then_itsCountsRemain() {
    try (Member first = Member.start(settings)) {
      GridTotals grid = new GridTotals(first.hazelcast());
      Settings joining =
          settings
              .with(GridSettings.GRID_MEMBERS, List.of(Member.address(settings)))
              .with(GridSettings.GRID_PORT, FreePort.onLoopback())
              .with(GridSettings.HTTP_PORT, FreePort.onLoopback());
      long both;
      try (Member second = Member.start(joining)) {
        sendEvents(System.currentTimeMillis());
        await()
            .atMost(Duration.ofSeconds(20))
            .until(
                () -> {
                  first.publish();
                  second.publish();
                  return grid.read().get(Counter.RECORDS_READ) >= 5;
                });
        both = grid.read().get(Counter.RECORDS_READ);
      }
      first.publish();

      assertThat(grid.read().members()).isLessThanOrEqualTo(2);
      assertThat(grid.read().get(Counter.RECORDS_READ)).isGreaterThanOrEqualTo(both);
    }
  }
}

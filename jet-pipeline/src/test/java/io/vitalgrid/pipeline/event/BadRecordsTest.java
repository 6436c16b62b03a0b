package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A storm of bad records among good ones, through a real broker and the real job. */
@Timeout(120)
class BadRecordsTest {
  private static final String INPUT = "patient-data";
  private static final String REJECTED = "patient-data.rejected";
  private static final int PARTITIONS = 4;
  private static final int ROUNDS = 100;
  private static final long NOW = System.currentTimeMillis();
  private static final byte[] KEY = "P000123".getBytes(UTF_8);

  @TempDir private Path folder;

  /** A value, and the reason it is refused for. */
  private record Bad(Reason reason, byte[] value) {
    Bad(Reason reason, String value) {
      this(reason, value.getBytes(UTF_8));
    }

    Bad(Reason reason, WireRecord value) {
      this(reason, value.bytes());
    }
  }

  private static List<Bad> smallKinds() {
    WireRecord vitals = good(0);
    String json = vitals.json();
    return List.of(
        new Bad(Reason.MALFORMED_JSON, new byte[0]),
        new Bad(Reason.MALFORMED_JSON, (byte[]) null),
        new Bad(Reason.MALFORMED_JSON, json.substring(0, 40)),
        new Bad(Reason.MALFORMED_JSON, json + "x"),
        new Bad(Reason.MALFORMED_JSON, "[" + json + "]"),
        new Bad(Reason.MALFORMED_JSON, json.replace("P000123", "P\u00ff").getBytes(ISO_8859_1)),
        new Bad(Reason.MALFORMED_JSON, "[".repeat(10_000)),
        new Bad(Reason.MALFORMED_JSON, vitals.with("heart_rate", "\"82\"")),
        new Bad(Reason.MALFORMED_JSON, vitals.with("heart_rate", "NaN")),
        new Bad(Reason.MALFORMED_JSON, vitals.with("heart_rate", "[82]")),
        new Bad(Reason.MALFORMED_JSON, json.replace("{", "{\"seq\":1,")),
        new Bad(Reason.UNKNOWN_TYPE, vitals.with("type", "\"transfer\"")),
        new Bad(Reason.MISSING_FIELD, vitals.without("patient_id")),
        new Bad(Reason.MISSING_FIELD, "{}"),
        new Bad(Reason.OUT_OF_RANGE, vitals.with("heart_rate", "351")),
        new Bad(Reason.OUT_OF_RANGE, vitals.with("heart_rate", "1e999")),
        new Bad(Reason.OUT_OF_RANGE, vitals.with("spo2", "1" + "0".repeat(400))),
        new Bad(Reason.FUTURE_EVENT_TIME, vitals.with("event_time", "\"2100-01-01T00:00:00Z\"")));
  }

  private static WireRecord good(int seq) {
    return WireRecord.vitals()
        .with("seq", Integer.toString(seq))
        .with("event_time", Long.toString(NOW + seq));
  }

  @Test
  void when_badRecordsStorm_then_jobGoesOn_nothingIsLost_andEachIsOnTheRejectedTopic()
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers())) {
      kafka.createTopic(INPUT, PARTITIONS);
      kafka.createTopic(REJECTED, 1);
      try (TestGrid grid = TestGrid.start(TestGrid.settings(broker.bootstrapServers(), folder))) {
        storm(grid, kafka);
      }
    }
  }

  private static void storm(TestGrid grid, TestKafka kafka) {
    List<Bad> kinds = smallKinds();
    List<Bad> bad = new ArrayList<>();
    int sent = 0;
    int goodOnes = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (Bad kind : kinds) {
        send(kafka, sent++, round % 2 == 0 ? KEY : null, kind.value());
        bad.add(kind);
      }
      send(kafka, sent++, round % 2 == 0 ? KEY : null, good(goodOnes++).bytes());
    }
    String large = "x".repeat(5 * 1024 * 1024);
    Bad broken = new Bad(Reason.MALFORMED_JSON, "{\"waveform\":\"" + large);
    send(kafka, sent++, KEY, broken.value());
    bad.add(broken);
    send(kafka, sent++, KEY, good(goodOnes++).with("waveform", '"' + large + '"').bytes());
    send(kafka, sent++, KEY, good(goodOnes++).with("event_time", "0").bytes());
    kafka.flush();

    int all = sent;
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(grid.accountedFor()).isEqualTo(all));
    assertThat(grid.count(Counter.RECORDS_READ)).isEqualTo(all);
    Map<Reason, Long> byReason =
        bad.stream().collect(Collectors.groupingBy(Bad::reason, Collectors.counting()));
    for (Reason reason : Reason.values()) {
      assertThat(grid.count(reason.counter())).as(reason.code()).isEqualTo(byReason.get(reason));
    }
    assertThat(grid.accountedFor() - bad.size()).isEqualTo(goodOnes);

    await().atMost(Duration.ofSeconds(30)).until(() -> kafka.size(REJECTED) == bad.size());
    assertThat(kafka.readAll(REJECTED).stream().map(BadRecordsTest::describe))
        .containsExactlyInAnyOrderElementsOf(
            bad.stream().map(b -> b.reason().code() + " " + digest(b.value())).toList());

    send(kafka, 0, KEY, good(goodOnes).with("patient_id", "\"after the storm\"").bytes());
    await().until(() -> grid.predictions().containsKey("after the storm"));
    assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
    await()
        .untilAsserted(
            () ->
                assertThat(grid.count(Counter.PREDICTIONS_VISIBLE))
                    .isEqualTo(grid.count(Counter.PANES_EARLY)));
  }

  private static void send(TestKafka kafka, int n, byte[] key, byte[] value) {
    kafka.send(new ProducerRecord<>(INPUT, n % PARTITIONS, NOW, key, value));
  }

  private static String describe(ConsumerRecord<byte[], byte[]> rejected) {
    Header reason = rejected.headers().lastHeader("vitalgrid.reason");
    return new String(reason.value(), UTF_8) + " " + digest(rejected.value());
  }

  /** Enough to tell two values apart, and short enough to be read in a failure. */
  private static String digest(byte[] value) {
    return value == null ? "null" : value.length + " bytes, hash " + Arrays.hashCode(value);
  }
}

package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.LogLines;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real job does when somebody deletes the topic of too-late events under it. */
@Timeout(180)
@Tag("cluster")
class MissingTopicTest {
  /** In the past: no event is dated ahead of its member's clock. */
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000 - 120_000;

  private static final String INPUT = "input";
  private static final String LATE = "late";

  @TempDir private Path folder;

  private final LogLines log = new LogLines();
  private EmbeddedBroker broker;
  private TestKafka kafka;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
    kafka.createTopic(INPUT, 1);
    grid =
        TestGrid.start(
            TestGrid.settings(
                broker.bootstrapServers(),
                folder,
                "kafka.topic.input=" + INPUT,
                "kafka.topic.late-events=" + LATE,
                "kafka.topic.partitions=2",
                "job.snapshot-interval=100ms"));
    send("P1", T);
    send("P1", T + 30_000);
    kafka.flush();
    eventually().until(() -> grid.watermarkMs() >= T + 29_000);
  }

  @AfterEach
  void stop() {
    grid.close();
    kafka.close();
    broker.close();
    log.close();
  }

  @Test
  void when_topicIsDeleted_then_theOthersGoOn_andItGetsAllOfItOnceItIsThereAgain()
      throws Exception {
    kafka.deleteTopic(LATE);
    send("P1", T + 1); // too late
    send("P1", T + 2); // too late
    send("P2", T + 30_100);
    kafka.flush();

    eventually().until(() -> keys("predictions").contains("P2"));
    grid.job().suspend(); // with a snapshot
    eventually().until(() -> grid.job().getStatus() == JobStatus.SUSPENDED);
    grid.job().resume();
    send("P3", T + 30_200);
    send("P1", T + 3); // too late
    kafka.flush();
    eventually().until(() -> keys("predictions").contains("P3"));
    eventually()
        .untilAsserted(
            () ->
                assertThat(log.lines())
                    .anyMatch(line -> line.startsWith("SEVERE Topic late takes nothing")));

    kafka.createTopic(LATE, 2);
    eventually().until(() -> kafka.size(LATE) == 3);
    assertThat(kafka.readAll(LATE))
        .extracting(record -> new String(record.value(), UTF_8).replaceAll(".*event_time\":", ""))
        .satisfiesExactly(
            first -> assertThat(first).startsWith(Long.toString(T + 1)),
            second -> assertThat(second).startsWith(Long.toString(T + 2)),
            third -> assertThat(third).startsWith(Long.toString(T + 3)));
    assertThat(grid.count(Counter.TOO_LATE)).isEqualTo(3);
  }

  /** Where it was written to before, Kafka's producer knows of it for a while. */
  @Test
  void when_topicInUseIsDeleted_then_theOthersGoOn_andItGetsAllOfItOnceItIsThereAgain()
      throws Exception {
    send("P1", T + 1); // too late
    kafka.flush();
    eventually().until(() -> kafka.size(LATE) == 1);
    kafka.deleteTopic(LATE);
    for (int i = 2; i < 20; i++) {
      send("P1", T + i); // too late
      send("P2", T + 30_000 + i);
      kafka.flush();
      Thread.sleep(50);
    }

    eventually().until(() -> keys("predictions").stream().filter("P2"::equals).count() >= 18);
    kafka.createTopic(LATE, 2);
    eventually().until(() -> kafka.size(LATE) == 18);
    assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
  }

  private List<String> keys(String topic) {
    return kafka.readAll(topic).stream().map(record -> new String(record.key(), UTF_8)).toList();
  }

  private void send(String patient, long eventTimeMs) {
    String json =
        "{\"type\":\"vitals\",\"patient_id\":\"%s\",\"device_id\":\"MON\",\"event_time\":%d,"
                .formatted(patient, eventTimeMs)
            + "\"heart_rate\":82}";
    kafka.send(
        new ProducerRecord<>(INPUT, 0, eventTimeMs, patient.getBytes(UTF_8), json.getBytes(UTF_8)));
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(100));
  }
}

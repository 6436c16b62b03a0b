package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.pipeline.JavaProcess;
import io.vitalgrid.pipeline.LogLines;
import io.vitalgrid.pipeline.Processes;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker is killed, stays away for longer than the idle timeout, and comes back. */
@Timeout(240)
class KafkaAwayTest {
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000;

  @TempDir private Path folder;

  private int port;
  private TestKafka kafka;

  private JavaProcess startBroker(String output) throws Exception {
    return Processes.broker(port, folder.resolve("kafka"), folder.resolve(output));
  }

  private void send(String patient, long eventTimeMs) {
    byte[] value =
        WireRecord.vitals()
            .without("seq")
            .with("patient_id", '"' + patient + '"')
            .with("event_time", Long.toString(eventTimeMs))
            .bytes();
    kafka.send(
        new ProducerRecord<>("patient-data", 0, eventTimeMs, patient.getBytes(UTF_8), value));
  }

  @Test
  void when_kafkaIsAway_then_thatIsNoSilence_andWhatWasBufferedMeanwhileIsOnTime()
      throws Exception {
    port = FreePort.onLoopback();
    String servers = "127.0.0.1:" + port;
    JavaProcess broker = startBroker("broker-1");
    try (LogLines log = new LogLines()) {
      kafka = new TestKafka(servers);
      kafka.createTopic("patient-data", 2);
      try (TestGrid grid =
          TestGrid.start(TestGrid.settings(servers, folder, "watermark.idle-timeout=4s"))) {
        send("P1", T);
        send("P1", T + 5_100);
        kafka.flush();
        await().atMost(Duration.ofSeconds(60)).until(() -> grid.count(Counter.ON_TIME) == 2);
        broker.kill();
        send("P1", T + 4_600); // its device had no network; the producer keeps it
        send("P2", T + 4_700);

        Thread.sleep(10_000);
        assertThat(grid.watermarkMs()).as("not the end of the stream").isEqualTo(T + 4_000);
        assertThat(GridMetrics.of(grid.hazelcast()).kafkaAwayNanos()).isPositive();
        assertThat(log.lines()).anyMatch(line -> line.contains("has not answered for"));
        broker = startBroker("broker-2");

        await().atMost(Duration.ofSeconds(60)).until(() -> grid.accountedFor() == 4);
        assertThat(grid.count(Counter.ON_TIME)).isEqualTo(4);
        await()
            .atMost(Duration.ofSeconds(60))
            .atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(grid.watermarkMs()).isEqualTo(T + 6_000));
        assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> GridMetrics.of(grid.hazelcast()).kafkaAwayNanos() == 0);
        assertThat(log.lines()).anyMatch(line -> line.contains("answers again, after"));
      }
    } finally {
      broker.close();
      if (kafka != null) {
        kafka.close();
      }
    }
  }
}

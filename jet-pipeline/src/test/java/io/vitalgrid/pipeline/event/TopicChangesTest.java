package io.vitalgrid.pipeline.event;

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
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the real job does when its input topic changes under it, at a real broker. */
@Timeout(180)
class TopicChangesTest {
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000;

  private static EmbeddedBroker broker;
  private static int topics;

  @TempDir private Path folder;

  private final LogLines log = new LogLines();
  private TestKafka kafka;
  private TestGrid grid;
  private String input;

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void startGrid() throws Exception {
    kafka = new TestKafka(broker.bootstrapServers());
    input = "changing-" + topics++;
    kafka.createTopic(input, 2);
    grid =
        TestGrid.start(
            TestGrid.settings(
                broker.bootstrapServers(),
                folder,
                "kafka.topic.input=" + input,
                "job.snapshot-interval=100ms"));
  }

  @AfterEach
  void stopGrid() {
    grid.close();
    kafka.close();
    log.close();
  }

  private void send(int partition, String patient, long eventTimeMs) {
    byte[] value =
        WireRecord.vitals()
            .without("seq")
            .with("patient_id", '"' + patient + '"')
            .with("event_time", Long.toString(eventTimeMs))
            .bytes();
    kafka.send(new ProducerRecord<>(input, partition, eventTimeMs, patient.getBytes(UTF_8), value));
  }

  private void sendAll(int partition, String patients, int n) {
    for (int i = 0; i < n; i++) {
      send(partition, patients + i, T + i);
    }
    kafka.flush();
  }

  private List<String> present(String patients, int n) {
    List<String> present = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      if (grid.predictions().containsKey(patients + i)) {
        present.add(patients + i);
      }
    }
    return present;
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50));
  }

  private void assertSaid(String what) {
    eventually().untilAsserted(() -> assertThat(log.lines()).anyMatch(line -> line.contains(what)));
  }

  private void createAnew(int partitions) throws Exception {
    kafka.deleteTopic(input);
    kafka.close(); // a producer keeps the id of the old topic for a while
    kafka = new TestKafka(broker.bootstrapServers());
    eventually()
        .ignoreExceptions()
        .until(
            () -> {
              kafka.createTopic(input, partitions);
              return true;
            });
  }

  @Test
  void when_partitionsAreAdded_then_theirRecordsAreReadFromTheFirstOn() throws Exception {
    sendAll(0, "before-", 3);
    eventually().until(() -> present("before-", 3).size() == 3);

    kafka.addPartitions(input, 5);
    kafka.close();
    kafka = new TestKafka(broker.bootstrapServers());
    sendAll(2, "third-", 3);
    sendAll(4, "fifth-", 3);

    eventually().until(() -> present("third-", 3).size() + present("fifth-", 3).size() == 6);
    assertThat(grid.count(Counter.RECORDS_READ)).isEqualTo(9);
    assertSaid(input + " has 5 partitions now, after 2");
  }

  @Test
  void when_topicIsCreatedAnew_andHasLessThanBefore_then_allOfItIsRead() throws Exception {
    sendAll(0, "old-", 20);
    eventually().until(() -> present("old-", 20).size() == 20);

    createAnew(2);
    sendAll(0, "old-", 5); // of the same patients, at offsets that were read before

    eventually().untilAsserted(() -> assertThat(grid.accountedFor()).isEqualTo(25));
    assertThat(grid.count(Counter.REPLAYED)).isZero();
    assertThat(grid.count(Counter.RECORDS_READ)).isEqualTo(25);
    assertSaid("Topic " + input + " was created anew: it is read from its beginning");
  }

  /** The worst case: where the old topic was left, the new one has records too. */
  @Test
  void when_topicIsCreatedAnew_withFewerPartitions_andHasMoreThanBefore_then_nothingIsMissing()
      throws Exception {
    sendAll(0, "old-", 5);
    sendAll(1, "older-", 5);
    eventually().until(() -> present("old-", 5).size() + present("older-", 5).size() == 10);

    createAnew(1);
    sendAll(0, "new-", 30);

    eventually().untilAsserted(() -> assertThat(present("new-", 30)).hasSize(30));
    assertThat(grid.count(Counter.REPLAYED)).isZero();
    eventually()
        .alias("the partition that is no more holds no window open")
        .until(() -> grid.watermarkMs() >= T + 1_000);
    assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void when_topicIsCreatedAnew_whileTheJobIsSuspended_then_oldOffsetsMeanNothing()
      throws Exception {
    sendAll(0, "old-", 8);
    eventually().until(() -> present("old-", 8).size() == 8);
    grid.job().suspend();
    eventually().until(() -> grid.job().getStatus() == JobStatus.SUSPENDED);

    createAnew(2);
    sendAll(0, "new-", 10);
    grid.job().resume();

    eventually().untilAsserted(() -> assertThat(present("new-", 10)).hasSize(10));
    assertThat(grid.count(Counter.REPLAYED)).isZero();
    assertSaid("Topic " + input + " was created anew: it is read from its beginning");
  }

  @Test
  void when_topicIsGone_then_theJobWaitsForIt_andSaysSo() throws Exception {
    sendAll(1, "old-", 3);
    eventually().until(() -> present("old-", 3).size() == 3);

    kafka.deleteTopic(input);

    assertSaid("SEVERE Topic " + input + " does not exist (any more)");
    assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
    createTopicAgain();
    sendAll(1, "new-", 3);
    eventually().untilAsserted(() -> assertThat(present("new-", 3)).hasSize(3));
  }

  private void createTopicAgain() throws Exception {
    kafka.close();
    kafka = new TestKafka(broker.bootstrapServers());
    kafka.createTopic(input, 2);
  }

  @Test
  void when_retentionOvertakesASuspendedJob_then_itGoesOnAtWhatIsLeft_andCountsWhatIsLost()
      throws Exception {
    sendAll(0, "read-", 4);
    eventually().until(() -> present("read-", 4).size() == 4);
    grid.job().suspend();
    eventually().until(() -> grid.job().getStatus() == JobStatus.SUSPENDED);

    sendAll(0, "unread-", 10);
    kafka.deleteRecords(new TopicPartition(input, 0), 11);
    grid.job().resume();

    eventually().until(() -> grid.predictions().containsKey("unread-9"));
    assertThat(grid.count(Counter.RECORDS_LOST)).isEqualTo(7);
    assertThat(present("unread-", 10)).containsExactly("unread-7", "unread-8", "unread-9");
    assertSaid(
        "SEVERE Retention overtook the reader: 7 records of " + input + "-0 from offset 4 on");
  }
}

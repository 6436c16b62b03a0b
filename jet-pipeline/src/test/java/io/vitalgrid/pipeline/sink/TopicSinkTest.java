package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.test.TestInbox;
import com.hazelcast.jet.core.test.TestProcessorContext;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.patient.TooLate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink that topics get at least once, against a real broker: what a snapshot has of it. */
@Timeout(120)
@Tag("cluster")
class TopicSinkTest {
  private static EmbeddedBroker broker;
  private static TestKafka kafka;
  private static HazelcastInstance member;

  @BeforeAll
  static void start() throws Exception {
    member = TestGrid.bareMember(new GridMetrics()::attachTo);
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
  }

  @AfterAll
  static void stop() {
    member.shutdown();
    kafka.close();
    broker.close();
  }

  /** The first producer lingers for longer than it lives: it dies with what it was given. */
  @Test
  void when_aBarrierComes_then_itTakesAlongWhatIsNotAcknowledged_andTheSuccessorSendsIt()
      throws Exception {
    kafka.createTopic("left", 2);
    List<Map.Entry<Object, Object>> snapshot = new ArrayList<>();
    TopicSinkP before = sink("left", Map.of("linger.ms", "100000"), snapshot);
    take(before, ids(0, 100));

    assertThat(before.saveToSnapshot()).as("nothing to wait for").isTrue();
    TopicSinkP after = sink("left", Map.of("linger.ms", "0"), new ArrayList<>());
    TestInbox entries = new TestInbox();
    for (Map.Entry<Object, Object> entry : snapshot) { // through the grid's serialization
      member.getMap("copied").put("value", entry.getValue());
      entries.queue().add(Map.entry(entry.getKey(), member.getMap("copied").get("value")));
    }
    after.restoreFromSnapshot(entries);
    take(after, ids(100, 101));

    awaitEvents("left", ids(0, 101));
    after.close();
    before.close();
  }

  @Test
  void when_allIsAcknowledged_then_theSnapshotIsEmpty() throws Exception {
    kafka.createTopic("done", 2);
    List<Map.Entry<Object, Object>> snapshot = new ArrayList<>();
    TopicSinkP sink = sink("done", Map.of("linger.ms", "0"), snapshot);
    take(sink, ids(0, 100));
    awaitEvents("done", ids(0, 100));

    await()
        .untilAsserted(
            () -> {
              snapshot.clear();
              assertThat(sink.saveToSnapshot()).isTrue();
              assertThat(snapshot).isEmpty();
            });
    sink.close();
  }

  /** 20,000 records of 100 bytes or so are over a megabyte: nobody wants them in a snapshot. */
  @Test
  void when_muchIsNotAcknowledged_then_theSnapshotWaitsForKafka() throws Exception {
    kafka.createTopic("much", 2);
    List<Map.Entry<Object, Object>> snapshot = new ArrayList<>();
    Map<String, String> slow = Map.of("linger.ms", "3000", "batch.size", "10000000");
    TopicSinkP sink = sink("much", slow, snapshot);
    take(sink, ids(0, 20_000));

    assertThat(sink.saveToSnapshot()).isFalse();
    assertThat(snapshot).isEmpty();
    await().until(sink::saveToSnapshot);
    awaitEvents("much", ids(0, 20_000));
    sink.close();
  }

  private static TopicSinkP sink(
      String topic, Map<String, String> own, List<Map.Entry<Object, Object>> snapshot)
      throws Exception {
    Map<String, String> properties = new HashMap<>(own);
    properties.put("bootstrap.servers", broker.bootstrapServers());
    properties.put("max.request.size", "20000000");
    TopicSinkP sink =
        new TopicSinkP(new TopicPolicy(topic, topic, topic, topic, "sink", 60_000, properties));
    sink.init(new SnapshotOnly(snapshot), new TestProcessorContext().setHazelcastInstance(member));
    return sink;
  }

  private static void take(TopicSinkP sink, List<String> ids) {
    TestInbox inbox = new TestInbox();
    for (String id : ids) {
      Discharge event = new Discharge(new PatientKey(id, 1), 1, new Origin(0, 0, 0, 1));
      inbox.queue().add(new TooLate(event, id, 2, 1));
    }
    sink.process(1, inbox);
    assertThat(inbox.isEmpty()).isTrue();
  }

  /** Each once; they come in any order, for there are two partitions. */
  private static void awaitEvents(String topic, List<String> ids) {
    await()
        .untilAsserted(
            () ->
                assertThat(kafka.readAll(topic))
                    .extracting(record -> new String(record.key(), UTF_8))
                    .containsExactlyInAnyOrderElementsOf(ids));
  }

  private static List<String> ids(int from, int to) {
    return IntStream.range(from, to).mapToObj(Integer::toString).toList();
  }
}

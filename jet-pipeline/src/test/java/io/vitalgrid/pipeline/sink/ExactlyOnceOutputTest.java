package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Setting;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.JavaProcess;
import io.vitalgrid.pipeline.Processes;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a consumer sees that reads only what is committed, while members are killed and the job
 * restarts. Every event fires one EARLY pane, so each must be there once; and the revisions of each
 * window must come in order, without gap or repetition.
 */
@Timeout(240)
class ExactlyOnceOutputTest {
  private static final int PATIENTS = 24;
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000 - 600_000;
  private static final JsonFactory JSON = new JsonFactory();

  private static EmbeddedBroker broker;
  private static TestKafka kafka;
  private static int topics;

  @TempDir private Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();
  private Settings settings;
  private int events;
  private int rejected;
  private int tooLate;

  /** A pane as the topic has it. */
  private record Seen(String patient, long windowEnd, int revision, String timing, String eventId) {
    static Seen of(ConsumerRecord<byte[], byte[]> record) {
      Map<String, String> fields = new HashMap<>();
      try (JsonParser in = JSON.createParser(record.value())) {
        while (in.nextToken() != null) {
          if (in.currentToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            fields.put(name, in.getText());
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Seen(
          fields.get("patient_id"),
          Long.parseLong(fields.get("window_end")),
          Integer.parseInt(fields.get("revision")),
          fields.get("timing"),
          fields.get("event_id"));
    }
  }

  @BeforeAll
  static void startBroker() {
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    kafka.close();
    broker.close();
  }

  @AfterEach
  void closeMembers() throws Exception {
    for (AutoCloseable member : open) {
      member.close();
    }
  }

  private void configure() throws Exception {
    int n = topics++;
    settings =
        TestGrid.settings(
            broker.bootstrapServers(),
            folder,
            "kafka.output.guarantee=exactly-once",
            "kafka.topic.input=input-" + n,
            "kafka.topic.predictions=predictions-" + n,
            "kafka.topic.late-events=late-" + n,
            "kafka.topic.rejected=rejected-" + n,
            "job.scale-up-delay=200ms",
            "job.snapshot-interval=300ms",
            "watermark.idle-timeout=1h");
    for (var topic :
        List.of(
            GridSettings.KAFKA_TOPIC_INPUT,
            GridSettings.KAFKA_TOPIC_PREDICTIONS,
            GridSettings.KAFKA_TOPIC_LATE_EVENTS,
            GridSettings.KAFKA_TOPIC_REJECTED)) {
      kafka.createTopic(settings.get(topic), 2);
    }
  }

  /**
   * A reading of each patient, 100 ms of event time after those before; some bad, some too late.
   */
  private void sendRound() {
    for (int p = 0; p < PATIENTS; p++) {
      send(p, events++, T + events / PATIENTS * 100L);
    }
    if (events % (PATIENTS * 5) == 0) {
      kafka.send(new ProducerRecord<>(input(), 0, T, null, ("{" + rejected++).getBytes(UTF_8)));
    }
    if (events % (PATIENTS * 7) == 0 && events > PATIENTS * 100) {
      send(PATIENTS, 1_000_000 + tooLate++, T - 60_000);
    }
    kafka.flush();
  }

  private void sendRounds(int rounds) throws InterruptedException {
    for (int i = 0; i < rounds; i++) {
      sendRound();
      Thread.sleep(20);
    }
  }

  private String input() {
    return settings.get(GridSettings.KAFKA_TOPIC_INPUT);
  }

  private void send(int patient, int seq, long eventTimeMs) {
    String json =
        "{\"type\":\"vitals\",\"patient_id\":\"P%d\",\"device_id\":\"MON\",\"seq\":%d,"
                .formatted(patient, seq)
            + "\"event_time\":%d,\"heart_rate\":82}".formatted(eventTimeMs);
    kafka.send(
        new ProducerRecord<>(
            input(),
            patient % 2,
            eventTimeMs,
            ("P" + patient).getBytes(UTF_8),
            json.getBytes(UTF_8)));
  }

  private List<Seen> predictions() {
    return kafka.readAll(settings.get(GridSettings.KAFKA_TOPIC_PREDICTIONS)).stream()
        .map(Seen::of)
        .toList();
  }

  /** Waits until the last event's pane is there, and a little for what should not come. */
  private void settle() throws InterruptedException {
    String last = "MON/" + (events - 1);
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> predictions().stream().anyMatch(pane -> last.equals(pane.eventId())));
    Thread.sleep(1_500);
  }

  private void assertExactlyOnce() {
    List<Seen> seen = predictions();
    List<String> early =
        seen.stream().filter(pane -> pane.timing().equals("EARLY")).map(Seen::eventId).toList();
    assertThat(early)
        .as("each event's EARLY pane, once")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, events).mapToObj(seq -> "MON/" + seq).toList());
    Map<String, List<Integer>> revisions = new HashMap<>();
    seen.forEach(
        pane ->
            revisions
                .computeIfAbsent(pane.patient() + " " + pane.windowEnd(), w -> new ArrayList<>())
                .add(pane.revision()));
    assertThat(revisions)
        .allSatisfy(
            (window, list) ->
                assertThat(list)
                    .as("revisions of " + window)
                    .isEqualTo(IntStream.rangeClosed(1, list.size()).boxed().toList()));
    assertThat(seen).anyMatch(pane -> pane.timing().equals("ON_TIME"));
    assertThat(values(GridSettings.KAFKA_TOPIC_REJECTED)).hasSize(rejected).doesNotHaveDuplicates();
    assertThat(values(GridSettings.KAFKA_TOPIC_LATE_EVENTS))
        .hasSize(tooLate)
        .doesNotHaveDuplicates();
    assertThat(new TreeSet<>(revisions.keySet())).hasSizeGreaterThan(PATIENTS);
  }

  private List<String> values(Setting<String> topic) {
    return kafka.readAll(settings.get(topic)).stream()
        .map(record -> new String(record.value(), UTF_8))
        .toList();
  }

  @Test
  void when_nothingFails_andTheJobRestarts_then_eachPaneComesOnce() throws Exception {
    configure();
    try (TestGrid grid = TestGrid.start(settings)) {
      sendRounds(120);
      grid.job().restart();
      sendRounds(120);
      settle();

      assertExactlyOnce();
    }
  }

  @Test
  void when_membersAreKilled_then_eachPaneComesOnce() throws Exception {
    configure();
    Path said = folder.resolve("member-");
    JavaProcess first = start(settings, said + "1");
    int firstPort = settings.get(GridSettings.GRID_PORT);
    start(joining(firstPort), said + "2");
    sendRounds(150);

    first.kill(); // the oldest one, which coordinates
    sendRounds(150);
    Settings third = joining(secondPort);
    start(third, said + "3");
    sendRounds(100);
    open.get(1).close(); // SIGKILL, too
    sendRounds(100);
    settle();

    assertExactlyOnce();
  }

  private int secondPort;

  private Settings joining(int port) throws IOException {
    secondPort = FreePort.onLoopback();
    return settings
        .with(GridSettings.GRID_MEMBERS, List.of("127.0.0.1:" + port))
        .with(GridSettings.GRID_PORT, secondPort);
  }

  private JavaProcess start(Settings of, String output) throws Exception {
    JavaProcess member = Processes.member(of, Path.of(output));
    open.add(member);
    return member;
  }
}

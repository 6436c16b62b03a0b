package io.vitalgrid.pipeline.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.TestKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Watermarks of the real job at a real broker. Partitions 0 and 2 are read by one processor, 1 and
 * 3 by another. Windows: size 2 s, slide 1 s, lag 500 ms, lateness 2 s, idle timeout 1 s.
 *
 * <p>Event time is the test's own and runs as the test wants; only idleness is a matter of real
 * time, and is only ever asserted as "not before".
 */
@Timeout(120)
class KafkaIngestTest {
  private static final long IDLE_TIMEOUT_MS = 1_000;
  private static final int PARTITIONS = 4;

  private static EmbeddedBroker broker;
  private static TestKafka kafka;
  private static int topics;

  /** A whole number of windows: the origin of event time. Nothing is dated ahead of the clock. */
  private static final long T = System.currentTimeMillis() / 60_000 * 60_000 - 60_000;

  @TempDir private Path folder;

  private TestGrid grid;
  private String input;
  private String rejected;

  @BeforeAll
  static void startBroker() {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    broker = EmbeddedBroker.start();
    kafka = new TestKafka(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() {
    Awaitility.reset();
    kafka.close();
    broker.close();
  }

  private void startGrid(String... assignments) throws Exception {
    int n = topics++;
    input = "patient-data-" + n;
    rejected = "rejected-" + n;
    kafka.createTopic(input, PARTITIONS);
    kafka.createTopic(rejected, 1);
    List<String> all = new ArrayList<>(List.of(assignments));
    all.add("kafka.topic.input=" + input);
    all.add("kafka.topic.rejected=" + rejected);
    grid =
        TestGrid.start(
            TestGrid.settings(broker.bootstrapServers(), folder, all.toArray(String[]::new)));
  }

  @AfterEach
  void stopGrid() {
    if (grid != null) {
      grid.close();
    }
  }

  @Test
  void when_onePartitionIsIdle_then_windowsSettleWithoutIt_afterTheTimeoutOnly() throws Exception {
    startGrid();
    for (int p = 0; p < PARTITIONS; p++) {
      send(p, "early-" + p, T);
    }
    kafka.flush();
    long silentSinceNanos = System.nanoTime();
    await("all read").until(() -> grid.count(Counter.RECORDS_READ) == PARTITIONS);

    // Partition 0 goes on, the others are silent.
    await("watermark of partition 0")
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              send(0, "going-on", T + 10_000);
              return grid.watermarkMs() >= T + 9_000;
            });

    assertThat(elapsedMs(silentSinceNanos)).isGreaterThanOrEqualTo(IDLE_TIMEOUT_MS * 9 / 10);
    assertThat(grid.watermarkMs()).isLessThanOrEqualTo(T + 9_500);
    for (int p = 0; p < PARTITIONS; p++) {
      WindowKey key = new WindowKey("early-" + p, T + 1_000);
      eventually().untilAsserted(() -> assertThat(window(key).timing()).isEqualTo("ON_TIME"));
    }
  }

  @Test
  void when_idlePartitionReturns_then_itsEventsAreJudgedByTheWatermark_whichItHoldsFromThenOn()
      throws Exception {
    startGrid();
    send(0, "steady", T);
    send(1, "away", T + 9_100);
    await("partition 1 is idle")
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              send(0, "steady", T + 10_700);
              return grid.watermarkMs() >= T + 10_000;
            });

    send(1, "away", T + 9_200); // its windows end at 10 000, settled but open, and 11 000
    send(1, "away", T + 5_000); // its windows ended at 6 000 and 7 000, long expired
    kafka.flush();
    long returnedNanos = System.nanoTime();

    eventually()
        .untilAsserted(
            () -> {
              assertThat(grid.count(Counter.LATE)).isEqualTo(1);
              assertThat(grid.count(Counter.TOO_LATE)).isEqualTo(1);
              WindowRow corrected = window(new WindowKey("away", T + 10_000));
              assertThat(corrected.timing()).isEqualTo("LATE");
              assertThat(corrected.lateEventCount()).isEqualTo(1);
              assertThat(corrected.eventCount()).isEqualTo(2);
              assertThat(grid.lateEvents().values())
                  .singleElement()
                  .returns("away", LateEventRow::patientId)
                  .returns(T + 5_000, LateEventRow::eventTimeMs)
                  .returns(T + 10_000, LateEventRow::watermarkMs)
                  .returns(5_000L, LateEventRow::latenessMs);
            });

    await("watermark of partition 0, when partition 1 is idle again")
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              send(0, "steady", T + 30_000);
              return grid.watermarkMs() >= T + 29_000;
            });
    assertThat(elapsedMs(returnedNanos)).isGreaterThanOrEqualTo(IDLE_TIMEOUT_MS * 9 / 10);
  }

  @Test
  void when_partitionsNeverHadARecord_then_theyHoldNothingBack() throws Exception {
    startGrid("watermark.idle-timeout=1h");
    send(2, "alone", T + 500);
    send(2, "alone", T + 2_500);
    kafka.flush();

    eventually()
        .untilAsserted(
            () ->
                assertThat(window(new WindowKey("alone", T + 1_000)).timing())
                    .isEqualTo("ON_TIME"));
    assertThat(grid.watermarkMs()).isEqualTo(T + 2_000);
  }

  @Test
  void when_deviceIsDatedInTheFuture_then_itIsRejectedUnchanged_andTheWatermarkStays()
      throws Exception {
    startGrid();
    send(0, "well", T);
    kafka.flush();
    byte[] future = vitals("ahead", T + 10_001).bytes();
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(input, 0, T, "ahead".getBytes(UTF_8), future);
    sent.headers().add("trace", new byte[] {1, 2, 3});
    sent.headers().add("vitalgrid.reason", "sender's own".getBytes(UTF_8));
    kafka.send(sent);
    send(0, "well", T + 1);
    kafka.flush();

    await().until(() -> grid.count(Counter.RECORDS_READ) == 3);
    eventually().until(() -> kafka.size(rejected) == 1);
    ConsumerRecord<byte[], byte[]> copy = kafka.readAll(rejected).get(0);
    assertThat(copy.value()).isEqualTo(future);
    assertThat(copy.key()).isEqualTo("ahead".getBytes(UTF_8));
    assertThat(copy.headers().toArray())
        .extracting(Header::key, header -> new String(header.value(), UTF_8))
        .containsExactly(
            tuple("trace", "\u0001\u0002\u0003"),
            tuple("vitalgrid.reason", "sender's own"),
            tuple("vitalgrid.reason", "future_event_time"),
            tuple("vitalgrid.topic", input),
            tuple("vitalgrid.partition", "0"),
            tuple("vitalgrid.offset", "1"),
            tuple("vitalgrid.timestamp", Long.toString(T)));
    eventually().until(() -> grid.count(Counter.ON_TIME) == 2);
    assertThat(grid.count(Counter.REJECTED_FUTURE_EVENT_TIME)).isEqualTo(1);
    assertThat(grid.watermarkMs()).as("even at the end of the stream").isLessThan(T + 1_001);
  }

  /** A gateway with a wrong clock: it dates its records as it dates its events. */
  @Test
  void when_recordItselfIsDatedInTheFuture_then_itIsRejected_andTheWatermarkStays()
      throws Exception {
    startGrid();
    send(0, "well", T);
    send(0, "ahead", T + TimeUnit.DAYS.toMillis(365));
    kafka.flush();
    await().until(() -> grid.count(Counter.RECORDS_READ) == 2);
    TimeUnit.MILLISECONDS.sleep(IDLE_TIMEOUT_MS); // the end of the stream, perhaps
    for (int i = 1; i <= 3; i++) {
      send(0, "well", T + 5_000 + i);
    }
    kafka.flush();

    await().until(() -> grid.accountedFor() == 5);
    assertThat(grid.count(Counter.REJECTED_FUTURE_EVENT_TIME)).isEqualTo(1);
    assertThat(grid.count(Counter.ON_TIME)).isEqualTo(4);
  }

  @Test
  void when_idleTimeoutIsShorterThanAPoll_then_streamsStopAllTheSame() throws Exception {
    startGrid("watermark.idle-timeout=10ms");
    send(0, "alone", T + 200);
    kafka.flush();

    eventually()
        .untilAsserted(
            () ->
                assertThat(window(new WindowKey("alone", T + 1_000)).timing())
                    .isEqualTo("ON_TIME"));
  }

  /** As from a device that has lost its settings. None of its records could move the watermark. */
  @Test
  void when_onlyRefusedRecordsCome_then_theirPartitionIsIdle_afterTheTimeoutOnly()
      throws Exception {
    startGrid("ingest.parallelism=2"); // a source of its own, which then is idle as a whole
    send(0, "good", T);
    send(1, "good-too", T);
    kafka.flush();
    await().until(() -> grid.count(Counter.RECORDS_READ) == 2);
    long lastGoodNanos = System.nanoTime();

    byte[] bad = vitals("bad", T).with("heart_rate", "999").bytes();
    for (long eventTimeMs : List.of(T + 10_000, T + 20_000)) {
      await("watermark of partition 0, while partition 1 has refused records only")
          .atMost(Duration.ofSeconds(15))
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                kafka.send(new ProducerRecord<>(input, 1, T, null, bad));
                send(0, "good", eventTimeMs);
                return grid.watermarkMs() >= eventTimeMs - 1_000;
              });
      assertThat(elapsedMs(lastGoodNanos)).isGreaterThanOrEqualTo(IDLE_TIMEOUT_MS * 9 / 10);
    }

    assertThat(grid.count(Counter.REJECTED_OUT_OF_RANGE)).isGreaterThanOrEqualTo(4);
    send(1, "good-too", T + 20_000);
    kafka.flush();
    await().until(() -> grid.predictions().get("good-too").eventTimeMs() == T + 20_000);
    assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
  }

  @Test
  void when_streamStops_then_itsWindowsSettleAfterTheIdleTimeout() throws Exception {
    startGrid();
    for (int p = 0; p < PARTITIONS; p++) {
      send(p, "stopping-" + p, T + 200);
    }
    // A partition that was empty at the start holds nothing back until it has been read.
    eventually().until(() -> grid.count(Counter.RECORDS_READ) == PARTITIONS);
    for (int p = 0; p < PARTITIONS; p++) {
      send(p, "stopping-" + p, T + 5_200 + p);
    }
    kafka.flush();
    long stoppedNanos = System.nanoTime();

    for (int p = 0; p < PARTITIONS; p++) {
      String patient = "stopping-" + p;
      eventually()
          .untilAsserted(
              () -> {
                assertThat(window(new WindowKey(patient, T + 6_000)).timing()).isEqualTo("ON_TIME");
                assertThat(grid.predictions().get(patient).timing()).isEqualTo("ON_TIME");
              });
      assertThat(window(new WindowKey(patient, T + 1_000)).eventCount()).isEqualTo(1);
      assertThat(window(new WindowKey(patient, T + 2_000)).eventCount()).isEqualTo(1);
      assertThat(window(new WindowKey(patient, T + 3_000))).isNull();
    }
    assertThat(elapsedMs(stoppedNanos)).isGreaterThanOrEqualTo(IDLE_TIMEOUT_MS * 9 / 10);
    assertThat(grid.watermarkMs()).isEqualTo(T + 6_000);
    assertThat(grid.job().getStatus()).isEqualTo(JobStatus.RUNNING);
  }

  private WindowRow window(WindowKey key) {
    return grid.windows().get(key);
  }

  private static WireRecord vitals(String patient, long eventTimeMs) {
    return WireRecord.vitals()
        .without("seq")
        .with("patient_id", '"' + patient + '"')
        .with("event_time", Long.toString(eventTimeMs));
  }

  /** Sends vitals; the record's timestamp is the event's, as from a device with a good clock. */
  private void send(int partition, String patient, long eventTimeMs) {
    kafka.send(
        new ProducerRecord<>(
            input,
            partition,
            eventTimeMs,
            patient.getBytes(UTF_8),
            vitals(patient, eventTimeMs).bytes()));
  }

  private static ConditionFactory eventually() {
    return await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions();
  }

  private static long elapsedMs(long sinceNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
  }
}

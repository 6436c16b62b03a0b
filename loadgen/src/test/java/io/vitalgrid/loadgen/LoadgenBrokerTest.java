package io.vitalgrid.loadgen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.broker.EmbeddedBroker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole runs against a real broker. */
@Timeout(120)
class LoadgenBrokerTest {
  private EmbeddedBroker broker;

  @BeforeEach
  void startBroker() {
    broker = EmbeddedBroker.start();
  }

  @AfterEach
  void stopBroker() {
    broker.close();
  }

  @Test
  void when_aRunIsOver_then_whatWasSentIsAcknowledged_andStandsInTheTopic() {
    Ran ran =
        loadgen(
            "--rate 2000 --duration 2s --patients 100 --partitions 3 --progress json"
                + " --duplicate-share 0.02 --bad-share 0.05 --discharge-share 0.01");

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    String end = ran.lastLine();
    assertThat(end).startsWith("{\"final\":true,\"sent\":4000,\"acked\":4000,\"failed\":0,");
    assertThat(ran.out().lines().findFirst().orElseThrow())
        .matches(
            "\\{\"t_ms\":\\d+,\"sent\":\\d+,\"acked\":\\d+,\"failed\":0,\"rate\":[0-9.]+,"
                + "\"send_lag_ms_max\":[0-9.]+}");

    List<ConsumerRecord<byte[], byte[]>> records =
        TopicReader.readAll(broker.bootstrapServers(), "patient-data");
    assertThat(records).hasSize(4000);
    assertThat(records).allSatisfy(record -> assertThat(record.key()).isNotNull());
    Set<Integer> partitions = new HashSet<>();
    records.forEach(record -> partitions.add(record.partition()));
    assertThat(partitions).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(count(records, "\"type\":\"admission\"")).isEqualTo(number(end, "admissions"));
    assertThat(count(records, "\"type\":\"discharge\"")).isEqualTo(number(end, "discharges"));
    assertThat(count(records, "\"type\":\"telemetry\"")).isEqualTo(number(end, "unknown_type"));
    assertThat(count(records, "\"consciousness\""))
        .isEqualTo(number(end, "vitals") + number(end, "duplicates"));
    assertThat(number(end, "malformed_json")).isBetween(10L, 60L);
  }

  @Test
  void when_recordsAreSent_then_theirTimestampsAreTheIntendedSendTimes() {
    Ran ran = loadgen("--rate 500 --duration 1s --patients 10 --partitions 1 --no-measure");
    assertThat(ran.exitCode()).as(ran.err()).isZero();

    List<ConsumerRecord<byte[], byte[]>> records =
        TopicReader.readAll(broker.bootstrapServers(), "patient-data");
    long startMs = records.get(0).timestamp();
    assertThat(records).hasSize(500);
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.get(i).timestamp() - startMs).isEqualTo(2L * i);
    }
  }

  @Test
  void when_theSystemPauses_then_everyEventDueMeanwhileShowsIt() throws Exception {
    Ran ran;
    try (EchoGrid grid = new EchoGrid(broker.bootstrapServers(), 500, Duration.ofMillis(1500))) {
      ran =
          loadgen(
              "--rate 500 --duration 4s --warmup 500ms --patients 50 --late-share 0"
                  + " --too-late-share 0");
      assertThat(grid).isNotNull();
    }

    assertThat(ran.exitCode()).as(ran.err()).isZero();
    // 2000 events, of which 750 were due in the pause: half of those waited for over 750 ms.
    assertThat(latencyMs(ran, "max")).isBetween(1300.0, 60_000.0);
    assertThat(latencyMs(ran, "p99")).isGreaterThan(1200.0);
    assertThat(latencyMs(ran, "p90")).isGreaterThan(600.0);
    assertThat(ran.out()).containsPattern("send lag, max +[0-9.,]+ ms");
    long vitals = row(ran, "  vitals");
    assertThat(row(ran, "seen in topic predictions")).isEqualTo(vitals).isGreaterThan(1900);
  }

  @Test
  void when_theLimitIsSearched_then_everyProbeIsTold_andTheResult() throws Exception {
    Ran ran;
    try (EchoGrid grid = new EchoGrid(broker.bootstrapServers(), 0, Duration.ZERO)) {
      ran =
          loadgen(
              "--find-max --rate 100 --highest-rate 200 --probe-time 2s --warmup 1s --patients 10"
                  + " --repetitions 1 --max-send-lag 60s --slo max<60s --slo lost=0");
      assertThat(grid).isNotNull();
    }

    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out().lines().toList())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("       100/s  held     max<60s: met, "),
            line -> assertThat(line).startsWith("       200/s  held     max<60s: met, "),
            line -> assertThat(line).startsWith("       200/s  held     max<60s: met, "),
            line ->
                assertThat(line)
                    .startsWith(
                        "highest sustainable rate: 200 events/s, the highest that was to be tried;"
                            + " held in 1 of 1 repetitions, max "));
  }

  @Test
  void when_theBacklogDecidesThatAnObjectiveIsMissed_then_theProbeEndsThere() throws Exception {
    Ran ran;
    try (EchoGrid grid = new EchoGrid(broker.bootstrapServers(), 3, Duration.ofSeconds(8))) {
      ran =
          loadgen(
              "--find-max --rate 10 --highest-rate 10 --probe-time 60s --warmup 1s --patients 3"
                  + " --max-send-lag 60s --slo p99<1s"); // missed with 1.6 s' worth of events
      assertThat(grid).isNotNull();
    }

    assertThat(ran.exitCode()).as(ran.out() + ran.err()).isEqualTo(3);
    assertThat(ran.out().lines().toList())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .containsPattern(
                        "^ +10/s  NOT held ended after [3-7] s: \\d\\d events waited for an answer;"
                            + " p99<1s: MISSED, "),
            line ->
                assertThat(line)
                    .isEqualTo("no rate held: the lowest that was tried and did not is 10/s"));
  }

  @Test
  void when_anEarlierRunAdmittedThePatients_then_theNextHasVitalsOnly_withNewNumbers()
      throws Exception {
    String both =
        "--patients 20 --duplicate-share 0 --bad-share 0 --duration 1s --warmup 0s --slo lost=0"
            + " --max-send-lag 60s --progress json ";
    Ran first;
    Ran second;
    try (EchoGrid grid = new EchoGrid(broker.bootstrapServers(), 0, Duration.ZERO)) {
      first = loadgen(both + "--rate 200");
      second = loadgen(both + "--rate 100 --admitted");
      assertThat(grid).isNotNull();
    }

    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(number(first.lastLine(), "admissions")).isEqualTo(20);
    assertThat(number(second.lastLine(), "admissions")).isZero();
    assertThat(number(second.lastLine(), "vitals")).isEqualTo(100);
    Pattern event = Pattern.compile("\"device_id\":\"[^\"]+\",\"seq\":\\d+");
    List<String> ids =
        TopicReader.readAll(broker.bootstrapServers(), "patient-data").stream()
            .map(record -> event.matcher(new String(record.value(), UTF_8)))
            .filter(Matcher::find)
            .map(Matcher::group)
            .toList();
    assertThat(ids).hasSize(180 + 100).doesNotHaveDuplicates();
  }

  private Ran loadgen(String args) {
    String all = "--bootstrap-servers " + broker.bootstrapServers() + " " + args;
    return Ran.loadgen(all.split(" ", -1));
  }

  private static long count(List<ConsumerRecord<byte[], byte[]>> records, String text) {
    return records.stream()
        .filter(record -> new String(record.value(), UTF_8).contains(text))
        .count();
  }

  private static long number(String json, String field) {
    return Long.parseLong(found(json, "\"" + field + "\":(\\d+)"));
  }

  private static double latencyMs(Ran ran, String name) {
    return Double.parseDouble(found(ran.out(), "  " + name + " +([0-9.,]+) ms").replace(",", ""));
  }

  private static long row(Ran ran, String name) {
    return Long.parseLong(found(ran.out(), "(?m)^" + name + " +([0-9,]+)$").replace(",", ""));
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}

package io.vitalgrid.loadgen.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenException;
import io.vitalgrid.loadgen.cohort.Stay;
import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.measure.Sql;
import io.vitalgrid.loadgen.send.KafkaClients;
import io.vitalgrid.loadgen.send.SendListener;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Utils;

/**
 * Keeps what was sent, and in the end compares what came out with what had to. It reads again as
 * long as something is different and something new still comes.
 */
public final class Check implements SendListener {
  /** How far out of step the system may read its partitions, at least. */
  private static final long MIN_TOLERANCE_MS = 1000;

  private static final long TOLERANCE_STEP_MS = 100;

  private static final int MAX_QUIET_SECONDS = 15;
  private static final int MAX_SECONDS = 300;

  private final OutputTopics topics;
  private final EventSettings events;
  private final long startMs;
  private final OutputReader reader;
  private final Ledger ledger = new Ledger();
  private final Map<String, Integer> patients = new HashMap<>();
  private final boolean isFirstRun;
  private final MemberCounts before;

  /**
   * Takes note of where the system's topics and counters stand.
   *
   * @param startMs of the run, in epoch milliseconds
   */
  public Check(
      OutputTopics topics,
      KafkaClients clients,
      String inputTopic,
      EventSettings events,
      long startMs) {
    this.topics = topics;
    this.events = events;
    this.startMs = startMs;
    reader = new OutputReader(clients, topics, inputTopic);
    isFirstRun = reader.inputRecords() == 0;
    before = topics.sqlUrl().map(Check::counts).orElse(null);
    List<Stay> cohort = events.cohort();
    for (int i = 0; i < cohort.size(); i++) {
      patients.put(cohort.get(i).patientId(), i);
    }
  }

  private static MemberCounts counts(String url) {
    try (Connection sql = Sql.connect(url)) {
      return MemberCounts.read(sql);
    } catch (SQLException e) {
      throw new LoadgenException("table members at " + url + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void sending(Event event, long dueNanos, long intendedMs, boolean answerable) {
    ledger.add(event, intendedMs);
  }

  /**
   * Compares; to be called when everything has been sent.
   *
   * @param slowestMs the longest that any answer took: partitions cannot have been read further out
   *     of step; 0 if that was not measured
   * @param failed records of which it is not known whether they arrived
   * @param stopped ends the waiting
   */
  public CheckResult compare(long slowestMs, long failed, BooleanSupplier stopped)
      throws InterruptedException {
    if (ledger.isFull() || failed > 0) {
      Differences differences = new Differences();
      differences.add(
          "none",
          failed > 0
              ? "%,d records were not acknowledged: what must come out is not known"
                  .formatted(failed)
              : "more than %,d events were sent: a check keeps no more"
                  .formatted(Ledger.MAX_EVENTS));
      return differences.result();
    }
    long toleranceMs = Math.max(MIN_TOLERANCE_MS, slowestMs + TOLERANCE_STEP_MS);
    Truth truth = truth(toleranceMs);
    Observed observed = new Observed(patients.size(), startMs);
    try (OutputReader open = reader) {
      Differences differences = new Differences();
      int quiet = 0;
      for (int second = 0; second < MAX_SECONDS; second++) {
        long came = open.readOn(observed, patients);
        differences = compare(truth, observed);
        quiet = came > 0 ? 0 : quiet + 1;
        if (differences.isEmpty() || quiet > MAX_QUIET_SECONDS || stopped.getAsBoolean()) {
          break;
        }
        TimeUnit.SECONDS.sleep(1);
      }
      return differences.result();
    }
  }

  private Truth truth(long toleranceMs) {
    int partitions = reader.inputPartitions();
    int[] partitionOf = new int[patients.size()];
    patients.forEach(
        (id, patient) ->
            partitionOf[patient] =
                Utils.toPositive(Utils.murmur2(id.getBytes(UTF_8))) % partitions);
    WatermarkRange watermark =
        new WatermarkRange(ledger, partitionOf, partitions, events.terms(), toleranceMs);
    return new Truth(
        ledger, new EventStream(events, startMs), patients.size(), events.terms(), watermark);
  }

  private Differences compare(Truth truth, Observed observed) {
    Differences differences = new Differences();
    long windowSizeMs = events.terms().windowSize().toMillis();
    long windowsFromMs = isFirstRun ? Long.MIN_VALUE / 2 : startMs;
    new TopicComparison(ledger, truth, observed, differences).compare(windowsFromMs, windowSizeMs);
    if (topics.sqlUrl().isPresent()) {
      try (Connection sql = Sql.connect(topics.sqlUrl().get())) {
        new TableComparison(sql, ledger, truth, patients, differences)
            .compare(before, MemberCounts.read(sql), windowsFromMs, windowSizeMs);
      } catch (SQLException e) {
        differences.add("sql", "the tables could not be read: " + e.getMessage());
      }
    }
    return differences;
  }
}

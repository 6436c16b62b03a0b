package io.vitalgrid.loadgen.measure;

import io.vitalgrid.loadgen.schedule.Ticker;
import io.vitalgrid.loadgen.send.KafkaClients;
import io.vitalgrid.loadgen.send.SendListener;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** All that looks at the system under load in a run, as far as it was asked for. */
public final class Probes implements AutoCloseable {
  private static final Duration READY_TIMEOUT = Duration.ofSeconds(10);

  /**
   * What to look at.
   *
   * @param predictionsTopic empty: latencies to the topic are not measured
   * @param sqlUrl empty: latencies to the table are not measured
   * @param metricsUrls of the members; none: left alone
   * @param consumerGroup whose lag is watched, if any
   */
  public record What(
      Optional<String> predictionsTopic,
      Optional<String> sqlUrl,
      List<URI> metricsUrls,
      Optional<String> consumerGroup) {
    public static final What NOTHING =
        new What(Optional.empty(), Optional.empty(), List.of(), Optional.empty());
  }

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Optional<LatencyProbe> topic;
  private final Optional<SqlProbe> sql;
  private final Optional<MetricsProbe> metrics;
  private final Optional<ConsumerLagProbe> lag;

  /**
   * Begins to look.
   *
   * @throws io.vitalgrid.loadgen.LoadgenException if there is nothing to look at
   */
  public Probes(What what, KafkaClients clients, int patients, Ticker ticker)
      throws InterruptedException {
    boolean complete = false;
    try {
      topic =
          what.predictionsTopic.map(
              name -> open(new LatencyProbe(clients, name, patients, ticker)));
      sql = what.sqlUrl.map(url -> open(new SqlProbe(url, ticker)));
      metrics =
          what.metricsUrls.isEmpty()
              ? Optional.empty()
              : Optional.of(open(new MetricsProbe(what.metricsUrls)));
      lag = what.consumerGroup.map(group -> open(new ConsumerLagProbe(clients, group)));
      if (topic.isPresent()) {
        topic.get().awaitReady(READY_TIMEOUT);
      }
      complete = true;
    } finally {
      if (!complete) {
        close();
      }
    }
  }

  private <T extends AutoCloseable> T open(T probe) {
    opened.add(probe);
    return probe;
  }

  /** Those that must hear of each event. */
  public List<SendListener> listeners() {
    List<SendListener> listeners = new ArrayList<>();
    topic.ifPresent(listeners::add);
    sql.ifPresent(listeners::add);
    return listeners;
  }

  /** Events due before this moment on the ticker are warm-up. */
  public void measureFrom(long nanos) {
    topic.ifPresent(probe -> probe.measureFrom(nanos));
    sql.ifPresent(probe -> probe.measureFrom(nanos));
  }

  /** What came since the last call. */
  public Seen take() {
    return new Seen(
        topic.map(LatencyProbe::takeInterval),
        sql.map(SqlProbe::takeInterval),
        topic.map(LatencyProbe::answered),
        lag.map(ConsumerLagProbe::latest).orElse(OptionalLong.empty()),
        metrics.map(MetricsProbe::latest).orElse(Map.of()));
  }

  /** Events whose prediction came; 0 if that is not measured. */
  public long answered() {
    return topic.map(LatencyProbe::answered).orElse(0L);
  }

  public boolean measuresTopic() {
    return topic.isPresent();
  }

  /** Events that are not visible in SQL yet. */
  public int waitingForSql() {
    return sql.map(SqlProbe::waiting).orElse(0);
  }

  /** Answers that may have been missed because the send time was no longer known. */
  public long forgotten() {
    return topic.map(LatencyProbe::forgotten).orElse(0L);
  }

  public Optional<Latency> topicLatency() {
    return topic.map(LatencyProbe::result);
  }

  public Optional<Latency> sqlLatency() {
    return sql.map(SqlProbe::result);
  }

  @Override
  public void close() {
    for (AutoCloseable probe : opened) {
      try {
        probe.close();
      } catch (Exception e) {
        throw new IllegalStateException(e); // ours do not throw
      }
    }
  }

  /**
   * What was seen in an interval.
   *
   * @param topic latencies to the topic in microseconds
   * @param sql the same to the table
   * @param answered events whose prediction came since the start
   * @param metrics the members' own, by name
   */
  public record Seen(
      Optional<Histogram> topic,
      Optional<Histogram> sql,
      Optional<Long> answered,
      OptionalLong consumerLag,
      Map<String, Double> metrics) {}
}

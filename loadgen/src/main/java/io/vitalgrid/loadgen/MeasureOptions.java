package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.measure.Probes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is measured. */
final class MeasureOptions {
  @Option(
      names = "--discard",
      description = "Makes the events and throws them away: what the generator itself costs.")
  boolean discard;

  @Option(names = "--no-measure", description = "Leave the predictions alone.")
  boolean noMeasure;

  @Option(
      names = "--sql-url",
      paramLabel = "JDBC-URL",
      description =
          "Measures visibility in table predictions, too, and checks the tables; such as "
              + "jdbc:hazelcast://127.0.0.1:5701/?clusterName=vitalgrid.")
  private String sqlUrl;

  @Option(
      names = "--metrics-url",
      paramLabel = "URL",
      description =
          "Reads a member's metrics every second, for the report; such as "
              + "http://127.0.0.1:8080/metrics; repeatable.")
  private List<URI> metricsUrls = new ArrayList<>();

  @Option(
      names = "--consumer-group",
      paramLabel = "NAME",
      description = "Watches this group's lag, for systems that commit offsets to Kafka.")
  private String consumerGroup;

  @Option(
      names = "--check",
      description = "At the end compares what came out, record by record, with what had to.")
  boolean check;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "10s",
      description =
          "The first part of the run, which counts neither for the latencies nor for"
              + " --max-send-lag. Default: ${DEFAULT-VALUE}.")
  Duration warmup;

  @Option(
      names = "--max-send-lag",
      paramLabel = "TIME",
      defaultValue = "100ms",
      description =
          "If the generator is further behind its own schedule, it says so, and that the "
              + "result is not valid. Default: ${DEFAULT-VALUE}.")
  Duration maxSendLag;

  Optional<String> sqlUrl() {
    return Optional.ofNullable(sqlUrl);
  }

  Probes.What what(String predictionsTopic) {
    return new Probes.What(
        noMeasure ? Optional.empty() : Optional.of(predictionsTopic),
        noMeasure ? Optional.empty() : sqlUrl(),
        metricsUrls,
        Optional.ofNullable(consumerGroup));
  }
}

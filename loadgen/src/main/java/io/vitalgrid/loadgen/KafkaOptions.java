package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.send.KafkaClients;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where the events go, and where the answers come. */
final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka. Default: ${DEFAULT-VALUE}.")
  String bootstrapServers;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      defaultValue = "patient-data",
      description = "Where the events go. Default: ${DEFAULT-VALUE}.")
  String topic;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "4",
      description = "Partitions of the topic, if it must be created. Default: ${DEFAULT-VALUE}.")
  int partitions;

  @Option(
      names = "--kafka-property",
      paramLabel = "NAME=VALUE",
      description = "A property of the Kafka clients, such as security.protocol=SSL; repeatable.")
  Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--predictions-topic",
      paramLabel = "NAME",
      defaultValue = "predictions",
      description = "Where the predictions come. Default: ${DEFAULT-VALUE}.")
  String predictionsTopic;

  @Option(
      names = "--late-events-topic",
      paramLabel = "NAME",
      defaultValue = "late-events",
      description = "Where events that came too late go. Default: ${DEFAULT-VALUE}.")
  String lateEventsTopic;

  @Option(
      names = "--rejected-topic",
      paramLabel = "NAME",
      defaultValue = "patient-data.rejected",
      description = "Where bad records go. Default: ${DEFAULT-VALUE}.")
  String rejectedTopic;

  KafkaClients clients() {
    return new KafkaClients(bootstrapServers, properties);
  }
}

package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.LoadgenException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes the Kafka clients of a run.
 *
 * @param properties the user's own, such as TLS and SASL; they win over the choices made here
 */
public record KafkaClients(String bootstrapServers, Map<String, String> properties) {
  /** What the generator depends on and nobody may change. */
  private static final List<String> RESERVED =
      List.of(
          CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private static final int CONNECT_TIMEOUT_MS = 10_000;
  private static final long MAX_BUFFER_BYTES = 256L << 20;

  /** Refuses properties that would break the run. */
  public KafkaClients {
    properties = Map.copyOf(properties);
    for (String name : properties.keySet()) {
      if (RESERVED.contains(name)) {
        throw new IllegalArgumentException(
            "kafka-property "
                + name
                + " is set by loadgen itself, leave it out (the address is --bootstrap-servers)");
      }
    }
  }

  /** An administrator that gives up after a while. */
  public Admin admin() {
    Properties config = common();
    config.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    config.putIfAbsent(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    try {
      return Admin.create(config);
    } catch (KafkaException e) {
      throw broken(e);
    }
  }

  /**
   * Every record is acknowledged by all replicas and written once, in order. The buffer takes what
   * a stalled broker does not; only when that is full does sending wait, which is seen as send lag.
   */
  KafkaProducer<byte[], byte[]> producer() {
    Properties config = common();
    config.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
    config.putIfAbsent(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.putIfAbsent(
        ProducerConfig.LINGER_MS_CONFIG, 2); // a request per event costs more than it
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
    config.putIfAbsent(
        ProducerConfig.BUFFER_MEMORY_CONFIG,
        Math.min(MAX_BUFFER_BYTES, Runtime.getRuntime().maxMemory() / 4));
    try {
      return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw broken(e);
    }
  }

  /** A consumer without a group, which takes what is there at once. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    Properties config = common();
    config.putIfAbsent(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.putIfAbsent(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    config.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, CONNECT_TIMEOUT_MS);
    try {
      return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw broken(e);
    }
  }

  private Properties common() {
    Properties config = new Properties();
    config.putAll(properties);
    config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    config.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, "vitalgrid-loadgen");
    // As the system sees fit: with Kafka's 64 KiB the loopback stands still for 200 ms at times.
    config.putIfAbsent(CommonClientConfigs.RECEIVE_BUFFER_CONFIG, -1);
    config.putIfAbsent(CommonClientConfigs.SEND_BUFFER_CONFIG, -1);
    return config;
  }

  private LoadgenException broken(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new LoadgenException(
        "cannot make a Kafka client for "
            + bootstrapServers
            + ": "
            + cause.getMessage()
            + " (check --bootstrap-servers and --kafka-property)",
        e);
  }
}

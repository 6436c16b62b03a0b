package io.vitalgrid.pipeline.member;

import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.Policies;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Kafka topics of a grid: waits for Kafka, and creates what is missing. */
final class Topics {
  private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration SAY_AFTER = Duration.ofSeconds(1);
  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int REQUEST_TIMEOUT_MS = 10_000;

  /** PROTOCOL://host:port, of which the protocol is optional and the host may be in brackets. */
  private static final Pattern SERVER =
      Pattern.compile("(?:[A-Z_]+://)?\\[?([^\\]/]+?)]?:(\\d{1,5})");

  private final Settings settings;
  private final Stop stop;

  Topics(Settings settings, Stop stop) {
    this.settings = settings;
    this.stop = stop;
  }

  /** Where Kafka is, as its clients take it. */
  static String servers(Settings settings) {
    return Policies.kafka(settings).get("bootstrap.servers");
  }

  /**
   * Returns once every topic of the settings exists.
   *
   * @throws StartException if Kafka refuses
   */
  void ensure() {
    retry(
        () -> {
          try (Admin admin = admin()) {
            create(admin, missing(admin));
          }
          return null;
        });
  }

  /** How many records the input topic holds now. */
  long inputSize() {
    return retry(
        () -> {
          try (Admin admin = admin()) {
            return size(admin, settings.get(GridSettings.KAFKA_TOPIC_INPUT));
          }
        });
  }

  private interface Attempt<T> {
    T run() throws ExecutionException, InterruptedException, IOException;
  }

  /** Tries until Kafka answers: it may be started later than its clients. */
  private <T> T retry(Attempt<T> attempt) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      String reason;
      try {
        reachable();
        return attempt.run();
      } catch (IOException e) {
        reason = e.getMessage();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException)) {
          throw refused(e.getCause());
        }
        reason = e.getCause().getMessage();
      } catch (ConfigException e) {
        throw refused(e);
      } catch (KafkaException e) {
        throw refused(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Stop.Requested();
      }
      if (pause.compareTo(SAY_AFTER) >= 0) {
        LOG.info(
            "Waiting for Kafka at {} ({}); trying again in {} s",
            servers(settings),
            reason,
            pause.toSeconds());
      }
      stop.pause(pause);
      pause = pause.multipliedBy(2);
      pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  private StartException refused(Throwable cause) {
    return new StartException(
        "Kafka at %s refuses: %s. Check kafka.bootstrap-servers and kafka.properties.*"
                .formatted(servers(settings), cause.getMessage())
            + ", or have its administrator create the topics "
            + names(),
        cause);
  }

  /**
   * Asks with a plain connection first: Kafka's clients complain at length when nobody is there.
   */
  private void reachable() throws IOException {
    IOException last = null;
    for (String server : servers(settings).split(",", -1)) {
      try (Socket socket = new Socket()) {
        socket.connect(address(server.strip()), CONNECT_TIMEOUT_MS);
        return;
      } catch (IOException e) {
        last = e;
      }
    }
    throw last == null ? new IOException("no address to connect to") : last;
  }

  private static InetSocketAddress address(String server) throws IOException {
    Matcher matcher = SERVER.matcher(server);
    if (!matcher.matches()) {
      throw new IOException("\"" + server + "\" is not host:port");
    }
    return new InetSocketAddress(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  private Admin admin() {
    Map<String, Object> properties = new HashMap<>();
    properties.put("client.id", "vitalgrid-topics");
    properties.put("default.api.timeout.ms", REQUEST_TIMEOUT_MS);
    properties.put("request.timeout.ms", REQUEST_TIMEOUT_MS);
    properties.putAll(Policies.kafka(settings));
    return Admin.create(properties);
  }

  private List<String> names() {
    return List.of(
        settings.get(GridSettings.KAFKA_TOPIC_INPUT),
        settings.get(GridSettings.KAFKA_TOPIC_PREDICTIONS),
        settings.get(GridSettings.KAFKA_TOPIC_ALERTS),
        settings.get(GridSettings.KAFKA_TOPIC_LATE_EVENTS),
        settings.get(GridSettings.KAFKA_TOPIC_REJECTED));
  }

  private List<NewTopic> missing(Admin admin) throws ExecutionException, InterruptedException {
    Set<String> there = admin.listTopics().names().get();
    Optional<Integer> partitions = Optional.of(settings.get(GridSettings.KAFKA_TOPIC_PARTITIONS));
    List<NewTopic> missing = new ArrayList<>();
    for (String name : names()) {
      if (!there.contains(name)) {
        missing.add(new NewTopic(name, partitions, Optional.empty()));
      }
    }
    return missing;
  }

  /** Another member may have been quicker, which is as good. */
  private static void create(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    for (Future<Void> created : admin.createTopics(topics).values().values()) {
      try {
        created.get();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static long size(Admin admin, String topic)
      throws ExecutionException, InterruptedException {
    TopicDescription description =
        admin.describeTopics(List.of(topic)).topicNameValues().get(topic).get();
    Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    description
        .partitions()
        .forEach(
            partition -> {
              starts.put(new TopicPartition(topic, partition.partition()), OffsetSpec.earliest());
              ends.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            });
    return sum(admin, ends) - sum(admin, starts);
  }

  private static long sum(Admin admin, Map<TopicPartition, OffsetSpec> offsets)
      throws ExecutionException, InterruptedException {
    return admin.listOffsets(offsets).all().get().values().stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }
}

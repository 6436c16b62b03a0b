package io.vitalgrid.loadgen.send;

import io.vitalgrid.loadgen.LoadgenException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes sure that the topic exists; one that does is taken as it is. */
public final class Topics {
  private Topics() {}

  /**
   * Creates the topic if it is absent.
   *
   * @param partitions of the topic if it is created; replication is the broker's default
   * @throws LoadgenException if there is no broker, or it refuses
   */
  public static void ensure(KafkaClients clients, String topic, int partitions)
      throws InterruptedException {
    NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty());
    try (Admin admin = clients.admin()) {
      if (!admin.listTopics().names().get().contains(topic)) {
        admin.createTopics(List.of(wanted)).all().get();
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw unreachable(clients, topic, e.getCause());
      }
    }
  }

  private static LoadgenException unreachable(KafkaClients clients, String topic, Throwable cause) {
    return new LoadgenException(
        "topic "
            + topic
            + " at "
            + clients.bootstrapServers()
            + " cannot be used: "
            + cause.getMessage()
            + " (start a broker with ./vitalgrid broker, or name one with --bootstrap-servers)",
        cause);
  }
}

package io.vitalgrid.pipeline.event;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks now and then, without waiting, which partitions the input topic has. */
final class InputTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(InputTopic.class);
  private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /**
   * @param id which incarnation of the topic this is
   * @param partitions numbered from 0
   */
  record Shape(long id, int partitions) {}

  private final String topic;
  private final Admin admin;
  private KafkaFuture<TopicDescription> question;
  private long askAtNanos = System.nanoTime();
  private int failures;
  private Shape shape;

  InputTopic(String topic, Map<String, String> properties) {
    this.topic = topic;
    admin = Admin.create(new HashMap<>(properties));
  }

  /**
   * @return the topic as last described, or null while nothing is known
   */
  Shape shape() {
    long now = System.nanoTime();
    if (question == null && now - askAtNanos >= 0) {
      question = admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
    }
    if (question != null && question.isDone()) {
      takeAnswer(now);
      question = null;
    }
    return shape;
  }

  private void takeAnswer(long now) {
    try {
      TopicDescription description = question.get();
      shape = new Shape(incarnation(description.topicId()), description.partitions().size());
      failures = 0;
      askAtNanos = now + ASK_EVERY_NANOS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      failures++;
      if (failures == 1 || failures % 50 == 0) {
        LOG.warn("Topic {} cannot be described, trying on: {}", topic, e.getCause().toString());
      }
      askAtNanos = now + (shape == null ? RETRY_NANOS : ASK_EVERY_NANOS);
    }
  }

  private static long incarnation(Uuid topicId) {
    return topicId.getMostSignificantBits() ^ topicId.getLeastSignificantBits();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}

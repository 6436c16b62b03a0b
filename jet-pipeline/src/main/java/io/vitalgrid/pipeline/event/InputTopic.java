package io.vitalgrid.pipeline.event;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every second, without waiting, which partitions the input topic has and which incarnation it
 * is. So this is also where it shows that Kafka is away.
 */
final class InputTopic {
  private static final Logger LOG = LoggerFactory.getLogger(InputTopic.class);
  private static final long ASK_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** A broker that has just started may not know its topics yet. */
  private static final int GONE_AFTER = 3;

  /**
   * @param id which incarnation of the topic this is
   * @param partitions numbered from 0
   */
  record Shape(long id, int partitions) {}

  private final String topic;
  private final Admin admin;
  private final Silence silence;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(2));
  private KafkaFuture<TopicDescription> question;
  private long askAtNanos = System.nanoTime();
  private long askedAtNanos;
  private long answerAskedAtNanos;
  private int timesUnknown;
  private Shape shape;

  InputTopic(String topic, Admin admin, Silence silence) {
    this.topic = topic;
    this.admin = admin;
    this.silence = silence;
  }

  /**
   * @return the topic as last described, or null while nothing is known
   */
  Shape shape() {
    long now = System.nanoTime();
    if (question == null && now - askAtNanos >= 0 && backoff.isTime(now)) {
      askedAtNanos = now;
      question = admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
    }
    if (question != null && question.isDone()) {
      takeAnswer(now);
      question = null;
    }
    silence.say(now);
    return shape;
  }

  /** Whether the shape is what Kafka answered when asked after this moment. */
  boolean isKnownSince(long nanos) {
    return shape != null && answerAskedAtNanos - nanos > 0;
  }

  private void takeAnswer(long now) {
    try {
      TopicDescription description = question.get();
      if (timesUnknown >= GONE_AFTER) {
        LOG.info("Topic {} is there again", topic);
      }
      shape = new Shape(incarnation(description.topicId()), description.partitions().size());
      answerAskedAtNanos = askedAtNanos;
      askAtNanos = now + ASK_EVERY_NANOS;
      timesUnknown = 0;
      backoff.succeeded();
      silence.answered(now);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      backoff.failed(now);
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        silence.answered(now);
        sayGone();
      } else {
        silence.failed(e.getCause());
      }
    }
  }

  private void sayGone() {
    timesUnknown++;
    if (timesUnknown == GONE_AFTER) {
      LOG.error(
          "Topic {} does not exist (any more). Nothing can be read until it is created; it is then"
              + " read from its beginning",
          topic);
    }
  }

  private static long incarnation(Uuid topicId) {
    return topicId.getMostSignificantBits() ^ topicId.getLeastSignificantBits();
  }
}

package io.vitalgrid.pipeline.event;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the logs of partitions begin and end. Asks without waiting, and each partition has an
 * answer of its own: one without a leader keeps no other one waiting.
 */
final class LogBounds {
  private static final Logger LOG = LoggerFactory.getLogger(LogBounds.class);

  /**
   * @param first the offset of the first record that is left
   * @param end the offset after the last one
   */
  record Bounds(long first, long end) {}

  private record Question(
      KafkaFuture<ListOffsetsResultInfo> first, KafkaFuture<ListOffsetsResultInfo> end) {
    boolean isAnswered() {
      return first.isDone() && end.isDone();
    }
  }

  private final Admin admin;
  private final ListOffsetsOptions options;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(2));
  private final Map<TopicPartition, Question> questions = new HashMap<>();
  private final Map<TopicPartition, Bounds> answers = new HashMap<>();

  LogBounds(IngestPolicy policy, Admin admin) {
    this.admin = admin;
    options = PartitionEnds.options(policy);
  }

  /** Looks for answers; asks of the partitions that have none. */
  void ask(Collection<TopicPartition> partitions, long nowNanos) {
    takeAnswers(nowNanos);
    Map<TopicPartition, OffsetSpec> firsts = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (!questions.containsKey(partition) && !answers.containsKey(partition)) {
        firsts.put(partition, OffsetSpec.earliest());
        ends.put(partition, OffsetSpec.latest());
      }
    }
    if (firsts.isEmpty() || !backoff.isTime(nowNanos)) {
      return;
    }
    ListOffsetsResult first = admin.listOffsets(firsts, options);
    ListOffsetsResult end = admin.listOffsets(ends, options);
    for (TopicPartition partition : firsts.keySet()) {
      questions.put(
          partition,
          new Question(first.partitionResult(partition), end.partitionResult(partition)));
    }
  }

  private void takeAnswers(long nowNanos) {
    Map<TopicPartition, String> failures = new HashMap<>();
    for (Iterator<Map.Entry<TopicPartition, Question>> i = questions.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<TopicPartition, Question> entry = i.next();
      Question question = entry.getValue();
      if (question.isAnswered()) {
        i.remove();
        try {
          Bounds bounds = new Bounds(question.first.get().offset(), question.end.get().offset());
          answers.put(entry.getKey(), bounds);
          backoff.succeeded();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
          failures.put(entry.getKey(), e.getCause().toString());
        }
      }
    }
    if (!failures.isEmpty()) {
      backoff.failed(nowNanos);
      LOG.warn("Partitions that cannot be read yet, trying on: {}", failures);
    }
  }

  /**
   * @return null while there is no answer
   */
  Bounds of(TopicPartition partition) {
    return answers.get(partition);
  }

  /** Is asked anew the next time. */
  void forget(TopicPartition partition) {
    answers.remove(partition);
  }

  /** The topic is another now: what was asked of the one before means nothing. */
  void clear() {
    questions.clear();
    answers.clear();
  }
}

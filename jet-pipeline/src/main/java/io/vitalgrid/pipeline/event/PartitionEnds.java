package io.vitalgrid.pipeline.event;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks Kafka, without waiting, where silent partitions end: whether nothing comes because there is
 * nothing, or because Kafka is away.
 */
final class PartitionEnds {
  /** Hears what Kafka said. */
  interface Listener {
    /** The partition ended at this offset at some time after the question was asked. */
    void end(TopicPartition partition, long offset, long askedNanos);

    /** Kafka did not answer, or took so long that it was away in between. */
    void unknown(TopicPartition partition);
  }

  private record Question(KafkaFuture<ListOffsetsResultInfo> answer, long askedNanos) {}

  private final Admin admin;
  private final ListOffsetsOptions options;
  private final long patienceNanos;
  private final Map<TopicPartition, Question> questions = new HashMap<>();

  /**
   * @param patienceNanos an answer that takes longer counts as none
   */
  PartitionEnds(IngestPolicy policy, Admin admin, long patienceNanos) {
    this.admin = admin;
    options = options(policy);
    this.patienceNanos = patienceNanos;
  }

  /** With the consumer's isolation, which decides where a partition ends. */
  static ListOffsetsOptions options(IngestPolicy policy) {
    String isolation =
        policy.consumerProperties().getOrDefault("isolation.level", "read_uncommitted");
    return new ListOffsetsOptions(IsolationLevel.valueOf(isolation.toUpperCase(Locale.ROOT)));
  }

  /** Asks of those of which no question is open. */
  void ask(Collection<TopicPartition> partitions, long nowNanos) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicPartition partition : partitions) {
      if (!questions.containsKey(partition)) {
        wanted.put(partition, OffsetSpec.latest());
      }
    }
    if (wanted.isEmpty()) {
      return;
    }
    ListOffsetsResult result = admin.listOffsets(wanted, options);
    for (TopicPartition partition : wanted.keySet()) {
      questions.put(partition, new Question(result.partitionResult(partition), nowNanos));
    }
  }

  /** Passes on the answers that have come. */
  void take(Listener listener, long nowNanos) {
    for (Iterator<Map.Entry<TopicPartition, Question>> i = questions.entrySet().iterator();
        i.hasNext(); ) {
      Map.Entry<TopicPartition, Question> entry = i.next();
      Question question = entry.getValue();
      if (question.answer.isDone()) {
        i.remove();
        take(entry.getKey(), question, listener, nowNanos);
      }
    }
  }

  private void take(TopicPartition partition, Question question, Listener listener, long nowNanos) {
    try {
      long offset = question.answer.get().offset();
      if (nowNanos - question.askedNanos > patienceNanos) {
        listener.unknown(partition);
      } else {
        listener.end(partition, offset, question.askedNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      listener.unknown(partition);
    }
  }

  /** Forgets the open questions: the topic is another now. */
  void clear() {
    questions.clear();
  }
}

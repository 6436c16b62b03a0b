package io.vitalgrid.chaos.watch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A topic as it is now, read afresh from its beginning to its present end, partition by partition,
 * each time that somebody iterates: nothing is kept.
 */
final class Topic<T> implements Iterable<T> {
  private static final Duration POLL = Duration.ofMillis(200);

  private final String kafka;
  private final String name;
  private final Function<ConsumerRecord<byte[], byte[]>, T> mapping;

  Topic(String kafka, String name, Function<ConsumerRecord<byte[], byte[]>, T> mapping) {
    this.kafka = kafka;
    this.name = name;
    this.mapping = mapping;
  }

  static KafkaConsumer<byte[], byte[]> consumer(String kafka) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("bootstrap.servers", kafka);
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("isolation.level", "read_committed");
    properties.put("reconnect.backoff.max.ms", 500);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    partitions.sort(Comparator.comparingInt(TopicPartition::partition));
    return partitions;
  }

  @Override
  public Iterator<T> iterator() {
    return new Reading();
  }

  /** Closes its consumer at the end; who stops before that leaves it open until then. */
  private final class Reading implements Iterator<T> {
    private final KafkaConsumer<byte[], byte[]> consumer = consumer(kafka);
    private final ArrayDeque<TopicPartition> todo = new ArrayDeque<>(partitions(consumer, name));
    private final Map<TopicPartition, Long> ends = consumer.endOffsets(todo);
    private final Queue<ConsumerRecord<byte[], byte[]>> fetched = new ArrayDeque<>();
    private TopicPartition current;

    @Override
    public boolean hasNext() {
      while (fetched.isEmpty()) {
        if (current == null || consumer.position(current) >= ends.get(current)) {
          current = todo.poll();
          if (current == null) {
            consumer.close();
            return false;
          }
          consumer.assign(List.of(current));
          consumer.seekToBeginning(List.of(current));
        } else {
          consumer.poll(POLL).forEach(fetched::add);
        }
      }
      return true;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException(name);
      }
      return mapping.apply(fetched.poll());
    }
  }
}

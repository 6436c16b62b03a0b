package io.vitalgrid.loadgen.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.send.KafkaClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads what was written to the system's topics since this reader was made. */
final class OutputReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** A window that has its first event after the watermark passed it has no ON_TIME pane. */
  private static final Set<String> SETTLED = Set.of("ON_TIME", "LATE");

  private static final String REASON_HEADER = "vitalgrid.reason";
  private static final String TOPIC_HEADER = "vitalgrid.topic";

  private final OutputTopics topics;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final PaneReader pane = new PaneReader();
  private final String inputTopic;

  /** Begins at the present end of the topics; of one that is missing, at its beginning. */
  OutputReader(KafkaClients clients, OutputTopics topics, String inputTopic) {
    this.topics = topics;
    this.inputTopic = inputTopic;
    consumer = clients.consumer();
    positions.putAll(consumer.endOffsets(partitions()));
  }

  private Set<TopicPartition> partitions() {
    Set<TopicPartition> partitions = new HashSet<>();
    for (String topic : List.of(topics.predictions(), topics.lateEvents(), topics.rejected())) {
      partitions.addAll(partitions(topic));
    }
    return partitions;
  }

  private List<TopicPartition> partitions(String topic) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(topic)) {
      partitions.add(new TopicPartition(topic, info.partition()));
    }
    return partitions;
  }

  /** Partitions of the input topic. */
  int inputPartitions() {
    return partitions(inputTopic).size();
  }

  /** Records in the input topic. */
  long inputRecords() {
    List<TopicPartition> partitions = partitions(inputTopic);
    long records = 0;
    for (long end : consumer.endOffsets(partitions).values()) {
      records += end;
    }
    return records;
  }

  /**
   * Reads up to the present end.
   *
   * @param patients the place in the cohort of each patient id
   * @return how many records there were
   */
  long readOn(Observed observed, Map<String, Integer> patients) {
    Set<TopicPartition> partitions = partitions();
    consumer.assign(partitions);
    partitions.forEach(
        partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    long records = 0;
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        take(record, observed, patients);
        records++;
      }
    }
    partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
    return records;
  }

  private void take(
      ConsumerRecord<byte[], byte[]> record, Observed observed, Map<String, Integer> patients) {
    if (record.value() == null) {
      return;
    }
    if (record.topic().equals(topics.rejected())) {
      if (inputTopic.equals(header(record, TOPIC_HEADER, inputTopic))) {
        observed.rejected(
            new Ledger.BadRecord(
                Ledger.fingerprint(record.value()), header(record, REASON_HEADER, "none")));
      }
    } else if (pane.read(record.value())) {
      if (record.topic().equals(topics.lateEvents())) {
        observed.late(pane.patient, pane.seq);
      } else if (pane.timing.equals("EARLY")) {
        observed.early(pane.patient, pane.seq, pane.revision);
      } else if (SETTLED.contains(pane.timing) && patients.containsKey(pane.patientId)) {
        observed.settled(patients.get(pane.patientId), pane.windowEndMs);
      }
    }
  }

  private static String header(
      ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
    Header header = record.headers().lastHeader(name);
    return header == null ? otherwise : new String(header.value(), UTF_8);
  }

  @Override
  public void close() {
    consumer.close(Duration.ZERO);
  }
}

package io.vitalgrid.pipeline.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vitalgrid.broker.EmbeddedBroker;
import io.vitalgrid.pipeline.LogLines;
import io.vitalgrid.pipeline.TestKafka;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A slow reader at a real broker: what it has not read yet goes while it reads. */
@Timeout(120)
class InputPartitionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("slow", 0);

  @Test
  void when_retentionOvertakesTheReader_then_whatIsReadAndWhatIsLostAreTogetherAllThereWas()
      throws Exception {
    AtomicLong lost = new AtomicLong();
    List<Long> read = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        LogLines log = new LogLines();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = oneByOne(broker.bootstrapServers())) {
      kafka.createTopic(PARTITION.topic(), 1);
      for (int i = 0; i < 20; i++) {
        kafka.send(new ProducerRecord<>(PARTITION.topic(), new byte[100]));
        kafka.flush(); // a batch each, so that a fetch holds only one
      }
      InputPartitions partitions = partitions(admin, consumer, lost);
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                partitions.refresh();
                return !partitions.assigned().isEmpty();
              });
      while (read.isEmpty()) {
        partitions.poll(Duration.ofMillis(50)).forEach(record -> read.add(record.offset()));
      }

      kafka.deleteRecords(PARTITION, 15);
      await()
          .atMost(Duration.ofSeconds(60))
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                partitions.refresh();
                partitions.poll(Duration.ofMillis(50)).forEach(record -> read.add(record.offset()));
                return read.contains(19L);
              });

      assertThat(lost.get()).isPositive();
      assertThat(read.size() + lost.get()).isEqualTo(20);
      assertThat(read).isSorted().doesNotHaveDuplicates();
      assertThat(partitions.marks().get(0).offset()).isEqualTo(20);
      assertThat(log.lines()).anyMatch(line -> line.contains("Retention overtook the reader"));
    }
  }

  /** Records of the new topic that are taken for the old one's would be taken for replayed ones. */
  @Test
  void when_topicIsCreatedAnew_andNobodyHasNoticed_then_nothingIsReadAsTheOldOne()
      throws Exception {
    List<Long> read = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = oneByOne(broker.bootstrapServers())) {
      kafka.createTopic(PARTITION.topic(), 1);
      send(kafka, 5);
      InputPartitions partitions = partitions(admin, consumer, new AtomicLong());
      readUntil(partitions, read, 5);
      long oldId = partitions.topicId();

      kafka.deleteTopic(PARTITION.topic());
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(
              () -> {
                kafka.createTopic(PARTITION.topic(), 1);
                return true;
              });
      try (TestKafka anew = new TestKafka(broker.bootstrapServers())) {
        send(anew, 3);
      }
      for (int i = 0; i < 60; i++) { // polls, but does not refresh
        partitions.poll(Duration.ofMillis(50)).forEach(record -> read.add(-record.offset()));
      }
      assertThat(read).containsExactly(0L, 1L, 2L, 3L, 4L);

      read.clear();
      readUntil(partitions, read, 3);
      assertThat(partitions.topicId()).isNotEqualTo(oldId);
      assertThat(read).containsExactly(0L, 1L, 2L);
    }
  }

  /** As where the broker that leads partition 1 is down. */
  @Test
  void when_onePartitionHasNoLeader_then_theOtherIsReadAtOnce() throws Exception {
    List<Long> read = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        Admin admin = new Leaderless(broker.bootstrapServers());
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = oneByOne(broker.bootstrapServers())) {
      kafka.createTopic(PARTITION.topic(), 2);
      send(kafka, 3);
      InputPartitions partitions = partitions(admin, consumer, new AtomicLong());
      long id = topicId(admin);
      partitions.restore(1, new InputPartitions.Mark(id, 2, 1_000));

      await()
          .atMost(Duration.ofSeconds(4)) // Kafka's clients give it 5 s and more
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                read(partitions, read);
                return read.size() == 3;
              });

      assertThat(partitions.assigned()).containsExactly(PARTITION);
      assertThat(partitions.marks())
          .containsEntry(1, new InputPartitions.Mark(id, 2, 1_000))
          .hasSize(2);
    }
  }

  /** A broker that has just started may describe a topic as it was before partitions were added. */
  @Test
  void when_aPartitionIsNotListedYet_then_itsMarkIsKept_andCountsOnceItIs() throws Exception {
    List<Long> read = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
        KafkaConsumer<ByteBuffer, ByteBuffer> consumer = oneByOne(broker.bootstrapServers())) {
      kafka.createTopic(PARTITION.topic(), 1);
      InputPartitions partitions = partitions(admin, consumer, new AtomicLong());
      InputPartitions.Mark mark = new InputPartitions.Mark(topicId(admin), 2, 1_000);
      partitions.restore(1, mark);
      await()
          .until(
              () -> {
                read(partitions, read);
                return !partitions.assigned().isEmpty();
              });
      assertThat(partitions.marks()).containsEntry(1, mark);

      kafka.addPartitions(PARTITION.topic(), 2);
      try (TestKafka anew = new TestKafka(broker.bootstrapServers())) {
        for (int i = 0; i < 4; i++) {
          anew.send(new ProducerRecord<>(PARTITION.topic(), 1, null, new byte[100]));
        }
        anew.flush();
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                read(partitions, read);
                return read.size() == 2;
              });
      assertThat(read).containsExactly(2L, 3L);
    }
  }

  private static void read(InputPartitions partitions, List<Long> read) {
    partitions.refresh();
    if (!partitions.assigned().isEmpty()) {
      partitions.poll(Duration.ofMillis(50)).forEach(record -> read.add(record.offset()));
    }
  }

  private static long topicId(Admin admin) throws Exception {
    Uuid id =
        admin
            .describeTopics(List.of(PARTITION.topic()))
            .topicNameValues()
            .get(PARTITION.topic())
            .get()
            .topicId();
    return id.getMostSignificantBits() ^ id.getLeastSignificantBits();
  }

  /** An admin client that finds no leader of partition 1. */
  private static final class Leaderless extends ForwardingAdmin {
    Leaderless(String servers) {
      super(Map.of("bootstrap.servers", servers));
    }

    @Override
    public ListOffsetsResult listOffsets(
        Map<TopicPartition, OffsetSpec> offsets, ListOffsetsOptions options) {
      ListOffsetsResult result = super.listOffsets(offsets, options);
      Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> answers = new HashMap<>();
      for (TopicPartition partition : offsets.keySet()) {
        KafkaFutureImpl<ListOffsetsResultInfo> failed = new KafkaFutureImpl<>();
        failed.completeExceptionally(new TimeoutException("planted"));
        answers.put(
            partition, partition.partition() == 1 ? failed : result.partitionResult(partition));
      }
      return new ListOffsetsResult(answers);
    }
  }

  /** Kafka lost what came after offset 5, and got as much again by the time it is sure of that. */
  @Test
  void when_kafkaLosesATail_andGetsNewRecordsThere_then_theyAreRead() throws Exception {
    readThroughALoss(new OffsetOutOfRangeException(Map.of(PARTITION, 10L)), List.of(5L, 20L));
  }

  @Test
  void when_kafkaSaysWhereItsLogParted_then_thatCounts() throws Exception {
    readThroughALoss(
        new LogTruncationException(
            "planted", Map.of(PARTITION, 10L), Map.of(PARTITION, new OffsetAndMetadata(5))),
        List.of(20L));
  }

  private static void readThroughALoss(OffsetOutOfRangeException refusal, List<Long> ends)
      throws Exception {
    List<Long> read = new ArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        TestKafka kafka = new TestKafka(broker.bootstrapServers());
        LogLines log = new LogLines();
        Refusing consumer = new Refusing(broker.bootstrapServers(), refusal);
        Admin admin = new Shortened(broker.bootstrapServers(), consumer, ends)) {
      kafka.createTopic(PARTITION.topic(), 1);
      send(kafka, 20);

      readUntil(partitions(admin, consumer, new AtomicLong()), read, 25);

      assertThat(read)
          .startsWith(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L)
          .endsWith(5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L)
          .hasSize(25);
      assertThat(log.lines())
          .anyMatch(
              line ->
                  line.contains("Kafka lost records of slow-0: it ended at offset 5")
                      && line.contains("was read up to 10 before"));
    }
  }

  /** Refuses offset 10 once. */
  private static final class Refusing extends KafkaConsumer<ByteBuffer, ByteBuffer> {
    private final OffsetOutOfRangeException refusal;
    private boolean refused;

    Refusing(String servers, OffsetOutOfRangeException refusal) {
      super(oneByOneConfig(servers), new ByteBufferDeserializer(), new ByteBufferDeserializer());
      this.refusal = refusal;
    }

    @Override
    public ConsumerRecords<ByteBuffer, ByteBuffer> poll(Duration timeout) {
      if (!refused && !assignment().isEmpty() && position(PARTITION) == 10) {
        refused = true;
        throw refusal;
      }
      return super.poll(timeout);
    }
  }

  /** Says from that refusal on that the log ends as planted, one answer after the other. */
  private static final class Shortened extends ForwardingAdmin {
    private final Refusing consumer;
    private final List<Long> ends;
    private int asked;

    Shortened(String servers, Refusing consumer, List<Long> ends) {
      super(Map.of("bootstrap.servers", servers));
      this.consumer = consumer;
      this.ends = ends;
    }

    @Override
    public ListOffsetsResult listOffsets(
        Map<TopicPartition, OffsetSpec> offsets, ListOffsetsOptions options) {
      if (!consumer.refused || !(offsets.get(PARTITION) instanceof OffsetSpec.LatestSpec)) {
        return super.listOffsets(offsets, options);
      }
      long end = ends.get(Math.min(asked++, ends.size() - 1));
      return new ListOffsetsResult(
          Map.of(
              PARTITION,
              KafkaFuture.completedFuture(new ListOffsetsResultInfo(end, -1, Optional.empty()))));
    }
  }

  private static void send(TestKafka kafka, int records) {
    for (int i = 0; i < records; i++) {
      kafka.send(new ProducerRecord<>(PARTITION.topic(), 0, null, new byte[100]));
      kafka.flush();
    }
  }

  private static void readUntil(InputPartitions partitions, List<Long> read, int records) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              read(partitions, read);
              return read.size() >= records;
            });
  }

  private static KafkaConsumer<ByteBuffer, ByteBuffer> oneByOne(String servers) {
    return new KafkaConsumer<>(
        oneByOneConfig(servers), new ByteBufferDeserializer(), new ByteBufferDeserializer());
  }

  private static Map<String, Object> oneByOneConfig(String servers) {
    return Map.of(
        "bootstrap.servers",
        servers,
        "enable.auto.commit",
        "false",
        "auto.offset.reset",
        "none",
        "max.poll.records",
        "1",
        "max.partition.fetch.bytes",
        "1");
  }

  private static InputPartitions partitions(
      Admin admin, KafkaConsumer<ByteBuffer, ByteBuffer> consumer, AtomicLong lost) {
    IngestPolicy policy =
        new IngestPolicy(PARTITION.topic(), Map.of(), Map.of(), 0, 1_000, 1_000, 1, 0);
    return new InputPartitions(
        PARTITION.topic(),
        consumer,
        new InputTopic(
            PARTITION.topic(), admin, new Silence("test", System.nanoTime(), nanos -> {})),
        new LogBounds(policy, admin),
        new PartitionWatermarks(policy),
        lost::addAndGet,
        0,
        1);
  }
}

package io.vitalgrid.benchmarks.peer.floor;

import static io.vitalgrid.benchmarks.peer.job.PeerSettings.INPUT;
import static io.vitalgrid.benchmarks.peer.job.PeerSettings.MAX_BATCH;
import static io.vitalgrid.benchmarks.peer.job.PeerSettings.PARALLELISM;
import static io.vitalgrid.benchmarks.peer.job.PeerSettings.PREDICTIONS;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Model;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.PredictionJson;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * Consumer, parser, arrays, batched model, producer, one loop a core. Results can be read in a map
 * of this process and on topic {@code predictions}. Nothing is restored, no window settles.
 */
public final class Floor implements Runnable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final int lane;
  private final Map<String, Prediction> results;
  private final Map<String, Windows> patients = new HashMap<>();
  private final BedEvent.Parser parser = new BedEvent.Parser();
  private final PredictionJson json = new PredictionJson();
  private final List<Prediction> batch = new ArrayList<>(MAX_BATCH);
  private final Model model = new Model(PeerSettings.model());
  private final KafkaProducer<byte[], byte[]> producer =
      new KafkaProducer<>(
          PeerSettings.producer(), new ByteArraySerializer(), new ByteArraySerializer());

  private Floor(int lane, Map<String, Prediction> results) {
    this.lane = lane;
    this.results = results;
  }

  public static void main(String[] args) throws InterruptedException {
    Map<String, Prediction> results = new ConcurrentHashMap<>();
    List<Thread> lanes = new ArrayList<>();
    for (int lane = 0; lane < PARALLELISM; lane++) {
      Thread thread = new Thread(new Floor(lane, results), "lane-" + lane);
      thread.start();
      lanes.add(thread);
    }
    for (Thread thread : lanes) {
      thread.join();
    }
  }

  @Override
  public void run() {
    try (KafkaConsumer<ByteBuffer, ByteBuffer> consumer =
        new KafkaConsumer<>(
            PeerSettings.consumer(), new ByteBufferDeserializer(), new ByteBufferDeserializer())) {
      consumer.assign(partitions(consumer));
      consumer.seekToBeginning(consumer.assignment());
      while (true) {
        for (ConsumerRecord<ByteBuffer, ByteBuffer> record : consumer.poll(POLL)) {
          apply(record);
        }
        flush();
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<ByteBuffer, ByteBuffer> consumer) {
    List<TopicPartition> mine = new ArrayList<>();
    for (PartitionInfo info : consumer.partitionsFor(INPUT)) {
      if (info.partition() % PARALLELISM == lane) {
        mine.add(new TopicPartition(INPUT, info.partition()));
      }
    }
    return mine;
  }

  private void apply(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
    BedEvent event =
        parser.parse(record.value(), record.partition(), record.offset(), record.timestamp());
    if (event == null) {
      return;
    }
    if (event.kind == BedEvent.DISCHARGE) {
      patients.remove(event.patientId);
      return;
    }
    Windows windows = patients.computeIfAbsent(event.patientId, id -> new Windows());
    if (event.kind == BedEvent.ADMISSION) {
      windows.admit(event.facts);
      return;
    }
    Prediction pane = windows.add(event);
    if (pane != null) {
      batch.add(pane);
      if (batch.size() == MAX_BATCH) {
        flush();
      }
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // without any guarantee
  private void flush() {
    if (batch.isEmpty()) {
      return;
    }
    model.score(batch);
    for (int i = 0; i < batch.size(); i++) {
      Prediction prediction = batch.get(i);
      results.put(prediction.patientId, prediction);
      producer.send(
          new ProducerRecord<>(
              PREDICTIONS,
              prediction.patientId.getBytes(StandardCharsets.UTF_8),
              json.prediction(prediction)));
    }
    batch.clear();
  }
}

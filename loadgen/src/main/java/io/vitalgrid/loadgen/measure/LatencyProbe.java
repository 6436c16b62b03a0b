package io.vitalgrid.loadgen.measure;

import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.schedule.Ticker;
import io.vitalgrid.loadgen.send.KafkaClients;
import io.vitalgrid.loadgen.send.SendListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads topic {@code predictions} on a thread of its own and measures from each event's intended
 * send time to the arrival of its EARLY prediction. As the intended time does not wait for the
 * system, a pause of the system shows in full (no coordinated omission).
 */
public final class LatencyProbe implements SendListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LatencyProbe.class);
  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConsumer<byte[], byte[]> consumer; // the probe thread's, but for wakeup()
  private final String topic;
  private final Ticker ticker;
  private final SentTimes sentTimes;
  private final LatencyRecorder latencies = new LatencyRecorder();
  private final CountDownLatch atEnd = new CountDownLatch(1);
  private final Thread thread = new Thread(this::consume, "loadgen-latency");
  private volatile boolean closed;

  /** Starts reading at the present end of the topic, or waits for the topic to come. */
  public LatencyProbe(KafkaClients clients, String topic, int patients, Ticker ticker) {
    this.topic = topic;
    this.ticker = ticker;
    sentTimes = new SentTimes(patients);
    consumer = clients.consumer();
    thread.setDaemon(true);
    thread.start();
  }

  /** Waits until nothing that is predicted from now on can be missed. */
  public void awaitReady(Duration timeout) throws InterruptedException {
    if (!atEnd.await(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("topic {} is not readable yet, latencies may be missing at first", topic);
    }
  }

  /** Events due before this moment on the ticker are warm-up. */
  public void measureFrom(long nanos) {
    latencies.measureFrom(nanos);
  }

  @Override
  public void sending(Event event, long dueNanos, long intendedMs, boolean answerable) {
    if (answerable) {
      sentTimes.put(event.patient(), event.seq(), dueNanos);
    }
  }

  /** The latencies since the last call, in microseconds, those of the warm-up included. */
  public Histogram takeInterval() {
    return latencies.takeInterval();
  }

  /** What came so far. */
  public Latency result() {
    return latencies.result("topic " + topic);
  }

  /** Answers that may have been missed because the send time was no longer known. */
  public long forgotten() {
    return sentTimes.forgotten();
  }

  public long answered() {
    return latencies.answered();
  }

  private void consume() {
    PredictionReader reader = new PredictionReader();
    try (consumer) {
      seekToEnd();
      while (!closed) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        long nowNanos = ticker.nanos();
        for (ConsumerRecord<byte[], byte[]> prediction : records) {
          if (prediction.value() != null && reader.read(prediction.value())) {
            arrived(reader.patient(), reader.seq(), nowNanos);
          }
        }
      }
    } catch (WakeupException e) {
      LOG.debug("latency probe closed");
    } catch (KafkaException e) {
      LOG.warn("latency is no longer measured: {}", e.getMessage());
    } finally {
      atEnd.countDown();
    }
  }

  private void seekToEnd() {
    List<TopicPartition> partitions = partitions();
    if (partitions.isEmpty()) {
      atEnd.countDown(); // nothing that could be missed; read from the beginning once it is there
      while (partitions.isEmpty() && !closed) {
        ticker.sleep(POLL.toNanos());
        partitions = partitions();
      }
      consumer.assign(partitions);
      return;
    }
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    for (TopicPartition partition : partitions) {
      long offset = consumer.position(partition); // seeks now rather than at the first poll
      LOG.debug("reading {} from {}", partition, offset);
    }
    atEnd.countDown();
  }

  private List<TopicPartition> partitions() {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private void arrived(int patient, long seq, long nowNanos) {
    long dueNanos = sentTimes.take(patient, seq);
    if (dueNanos == SentTimes.UNKNOWN) {
      latencies.unknown();
    } else {
      latencies.seen(dueNanos, nowNanos);
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.vitalgrid.pipeline.sink;

import io.vitalgrid.pipeline.event.Backoff;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives records to a producer that does not block ({@code max.block.ms} is 0). What it does not
 * take, because the topic is not there or its buffer is full, waits here with all that comes after
 * it for the same topic, and is given again; other topics go on. Used by one thread.
 */
final class TopicWriter {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWriter.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final long SAY_AFTER_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final Producer<byte[], byte[]> producer;
  private final Unacknowledged unacknowledged;
  private final long maxWaitingBytes;
  private final Map<String, Waiting> waiting = new HashMap<>();
  private long waitingBytes;

  private static final class Waiting {
    final Deque<Unacknowledged.Sent> records = new ArrayDeque<>();
    final Backoff backoff = new Backoff(LONGEST_PAUSE);
    final long sinceNanos = System.nanoTime();
    boolean said;
  }

  /**
   * @param maxWaitingBytes with more than that it {@link #isFull}
   */
  TopicWriter(
      Producer<byte[], byte[]> producer, Unacknowledged unacknowledged, long maxWaitingBytes) {
    this.producer = producer;
    this.unacknowledged = unacknowledged;
    this.maxWaitingBytes = maxWaitingBytes;
  }

  /** Has the producer find out about a topic before there is anything to write. */
  void prepare(String topic) {
    try {
      producer.partitionsFor(topic);
    } catch (TimeoutException e) {
      // It has asked, and waits no longer than for a record.
    }
  }

  /** Whether so much waits that nothing more should come. */
  boolean isFull() {
    return waitingBytes > maxWaitingBytes;
  }

  void write(ProducerRecord<byte[], byte[]> record) {
    Unacknowledged.Sent sent = unacknowledged.enter(record);
    Waiting before = waiting.isEmpty() ? null : waiting.get(record.topic());
    if (before != null) {
      keep(before, sent);
    } else if (give(sent) != null) {
      Waiting first = new Waiting();
      waiting.put(record.topic(), first);
      keep(first, sent);
    }
  }

  private void keep(Waiting queue, Unacknowledged.Sent sent) {
    queue.records.add(sent);
    waitingBytes += sent.length();
  }

  /**
   * @return why the producer did not take it, or null
   */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback is told the same
  private TimeoutException give(Unacknowledged.Sent sent) {
    producer.send(sent.record, sent);
    return unacknowledged.takeNotTaken();
  }

  /** Gives what waits once more, when it is time. */
  void retry() {
    if (waiting.isEmpty()) {
      return;
    }
    long now = System.nanoTime();
    for (Iterator<Map.Entry<String, Waiting>> i = waiting.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<String, Waiting> entry = i.next();
      Waiting queue = entry.getValue();
      if (queue.backoff.isTime(now)) {
        retry(entry.getKey(), queue, now);
      }
      if (queue.records.isEmpty()) {
        i.remove();
      }
    }
  }

  private void retry(String topic, Waiting queue, long now) {
    for (Unacknowledged.Sent next; (next = queue.records.peek()) != null; queue.records.remove()) {
      TimeoutException reason = give(next);
      if (reason instanceof BufferExhaustedException) {
        return; // again at once: there is room as soon as Kafka has taken something
      }
      if (reason != null) {
        queue.backoff.failed(now);
        sayMissing(topic, queue, reason, now);
        return;
      }
      waitingBytes -= next.length();
    }
    if (queue.said) {
      LOG.info("Topic {} takes results again", topic);
    }
  }

  private static void sayMissing(String topic, Waiting queue, Exception reason, long now) {
    if (!queue.said && now - queue.sinceNanos >= SAY_AFTER_NANOS) {
      queue.said = true;
      LOG.error(
          "Topic {} takes nothing ({}): {} results wait for it, and when there are too many, the"
              + " job waits too. If Kafka is there, create the topic, or restart a member, which"
              + " does",
          topic,
          reason.getMessage(),
          queue.records.size());
    }
  }
}

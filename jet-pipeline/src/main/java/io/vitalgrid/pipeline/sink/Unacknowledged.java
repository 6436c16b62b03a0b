package io.vitalgrid.pipeline.sink;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records that Kafka's producer has and Kafka may not have yet: what a snapshot must hold. Used
 * by one thread, but for {@link Sent#onCompletion}, which is the producer's.
 */
final class Unacknowledged {
  private static final Logger LOG = LoggerFactory.getLogger(Unacknowledged.class);

  private static final int FEW = 1024;

  private final Deque<Sent> sent = new ArrayDeque<>();
  private int purgeAt = FEW;
  private volatile Exception failure;
  private Thread user;
  private TimeoutException notTaken;

  /** Enters a record; the result is what the producer is to call. */
  Sent enter(ProducerRecord<byte[], byte[]> record) {
    for (Sent oldest; (oldest = sent.peek()) != null && oldest.acknowledged; ) {
      sent.remove();
    }
    if (sent.size() >= purgeAt) { // one that waits for its partition has others behind it
      sent.removeIf(each -> each.acknowledged);
      purgeAt = Math.max(FEW, 2 * sent.size());
    }
    Sent entered = new Sent(record);
    sent.add(entered);
    user = Thread.currentThread();
    return entered;
  }

  /**
   * Why the producer did not take the record that it was just given, said once; it is still among
   * {@link #records}.
   *
   * @return null if it took it
   */
  TimeoutException takeNotTaken() {
    TimeoutException reason = notTaken;
    notTaken = null;
    return reason;
  }

  /** Whether their keys, values and headers are more than so many bytes. */
  boolean exceed(long bytes) {
    long sum = 0;
    for (Sent each : sent) {
      if (!each.acknowledged) {
        sum += length(each.record);
        if (sum > bytes) {
          return true;
        }
      }
    }
    return false;
  }

  private static long length(ProducerRecord<byte[], byte[]> record) {
    long length = length(record.key()) + length(record.value());
    for (Header header : record.headers()) {
      length += header.key().length() + length(header.value());
    }
    return length;
  }

  private static long length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  /** All of them, oldest first. */
  List<ProducerRecord<byte[], byte[]>> records() {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (Sent each : sent) {
      if (!each.acknowledged) {
        records.add(each.record);
      }
    }
    return records;
  }

  /**
   * Looks whether all went well so far.
   *
   * @throws IllegalStateException if Kafka refused a record: it is still among {@link #records}
   */
  void failIfRefused() {
    if (failure != null) {
      throw new IllegalStateException(
          "Kafka refused a record for good; the job restarts from its last snapshot", failure);
    }
  }

  final class Sent implements Callback {
    final ProducerRecord<byte[], byte[]> record;
    volatile boolean acknowledged;

    Sent(ProducerRecord<byte[], byte[]> record) {
      this.record = record;
    }

    /** The bytes of key, value and headers. */
    long length() {
      return Unacknowledged.length(record);
    }

    @Override
    public void onCompletion(RecordMetadata metadata, Exception error) {
      if (error instanceof RecordTooLargeException) {
        // Sending it again would fail for ever; the original is still in the input topic.
        sayTooLarge(record);
      } else if (error instanceof TimeoutException timeout
          && !(timeout.getCause() instanceof AuthorizationException)
          && Thread.currentThread() == user) {
        notTaken = timeout; // told within the call: it has not left
        return;
      } else if (error != null) {
        failure = error;
        return;
      }
      acknowledged = true;
    }
  }

  static void sayTooLarge(ProducerRecord<byte[], byte[]> record) {
    LOG.error(
        "A record of {} bytes does not fit into topic {}: raise its max.message.bytes",
        record.value() == null ? 0 : record.value().length,
        record.topic());
  }
}

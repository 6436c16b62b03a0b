package io.vitalgrid.chaos.watch;

import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.load.LoadListener;
import io.vitalgrid.chaos.verdict.Facts.PaneSaid;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Follows topic {@code predictions}: how long each event waits until a prediction shows it, or a
 * later one of the same patient, and how long nothing comes at all. All times by this machine's
 * clock, in ms; thread-safe.
 */
public final class Visibility implements LoadListener, AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(20);

  private record Waiting(String eventId, long sentAtMs) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Map<String, Deque<Waiting>> waiting = new HashMap<>();
  private final Thread thread = new Thread(this::run, "visibility");
  private volatile boolean closed;
  private long longestWaitMs;
  private long longestSilenceMs;
  private long lastSeenMs;
  private boolean watched;

  /** Follows the topic, which must exist, from its end. */
  public Visibility(String kafka) {
    consumer = Topic.consumer(kafka);
    var partitions = Topic.partitions(consumer, WindowSettings.PREDICTIONS_TOPIC);
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public synchronized void sent(String patientId, String eventId, long sentAtMs) {
    waiting
        .computeIfAbsent(patientId, any -> new ArrayDeque<>())
        .add(new Waiting(eventId, sentAtMs));
  }

  @Override
  public synchronized void lost(String patientId, String eventId) {
    waiting.get(patientId).removeIf(event -> event.eventId.equals(eventId));
  }

  private void run() {
    while (!closed) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        seen(Parsing.pane(record), System.currentTimeMillis());
      }
    }
    consumer.close(Duration.ofSeconds(1));
  }

  private synchronized void seen(PaneSaid pane, long nowMs) {
    if (watched) {
      longestSilenceMs = Math.max(longestSilenceMs, nowMs - lastSeenMs);
    }
    lastSeenMs = nowMs;
    Deque<Waiting> events = waiting.getOrDefault(pane.patientId(), new ArrayDeque<>());
    if (events.stream().noneMatch(event -> event.eventId.equals(pane.eventId()))) {
      return; // a repetition, or of an event that does not count
    }
    for (Iterator<Waiting> each = events.iterator(); each.hasNext(); ) {
      Waiting event = each.next();
      each.remove();
      longestWaitMs = Math.max(longestWaitMs, nowMs - event.sentAtMs);
      if (event.eventId.equals(pane.eventId())) {
        return;
      }
    }
  }

  /** For how long the event has been waiting that waits longest; 0 if none does. */
  public synchronized long lagMs() {
    long nowMs = System.currentTimeMillis();
    long oldestMs = nowMs;
    for (Deque<Waiting> events : waiting.values()) {
      if (!events.isEmpty()) {
        oldestMs = Math.min(oldestMs, events.peek().sentAtMs);
      }
    }
    return nowMs - oldestMs;
  }

  /** Begins to look for the longest wait and silence. */
  public synchronized void begin() {
    longestWaitMs = 0;
    longestSilenceMs = 0;
    lastSeenMs = System.currentTimeMillis();
    watched = true;
  }

  /** The longest that an event had to wait since {@link #begin}, those that still do included. */
  public synchronized long longestWaitMs() {
    return Math.max(longestWaitMs, lagMs());
  }

  /** The longest time without any prediction since {@link #begin}. */
  public synchronized long longestSilenceMs() {
    return longestSilenceMs;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(3_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

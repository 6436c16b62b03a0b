package io.vitalgrid.loadgen.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.loadgen.LoadgenException;
import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.schedule.Ticker;
import io.vitalgrid.loadgen.send.SendListener;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures until an event is visible in SQL table {@code predictions}: of some twenty events a
 * second it asks, every few milliseconds, whether the patient's row is that of the event or a later
 * one. Which events are looked at is the schedule's choice: one that is not visible yet never keeps
 * the next from being looked at.
 */
public final class SqlProbe implements SendListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqlProbe.class);
  private static final long SAMPLE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long ASK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long GIVE_UP_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final String QUERY = "SELECT event_id FROM predictions WHERE patient_id = ?";

  private record Sample(String patientId, int patient, long seq, long dueNanos) {}

  private final Connection connection;
  private final Ticker ticker;
  private final LatencyRecorder latencies = new LatencyRecorder();
  private final Queue<Sample> taken = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::ask, "loadgen-sql");
  private long nextSampleNanos = Long.MIN_VALUE; // the sending thread's
  private volatile int waiting;
  private volatile boolean closed;

  /**
   * Connects.
   *
   * @throws LoadgenException if that fails
   */
  public SqlProbe(String url, Ticker ticker) {
    this.ticker = ticker;
    connection = Sql.connect(url);
    thread.setDaemon(true);
    thread.start();
  }

  /** Events due before this moment on the ticker are warm-up. */
  public void measureFrom(long nanos) {
    latencies.measureFrom(nanos);
  }

  @Override
  public void sending(Event event, long dueNanos, long intendedMs, boolean answerable) {
    if (answerable && (nextSampleNanos == Long.MIN_VALUE || dueNanos - nextSampleNanos >= 0)) {
      nextSampleNanos = dueNanos + SAMPLE_EVERY_NANOS;
      taken.add(new Sample(text(event.key()), event.patient(), event.seq(), dueNanos));
    }
  }

  private static String text(byte[] key) {
    return new String(key, UTF_8);
  }

  private void ask() {
    List<Sample> open = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(QUERY)) {
      while (!closed) {
        for (Sample sample = taken.poll(); sample != null; sample = taken.poll()) {
          open.add(sample);
        }
        waiting = open.size();
        for (Iterator<Sample> samples = open.iterator(); samples.hasNext() && !closed; ) {
          Sample sample = samples.next();
          boolean visible = isVisible(query, sample);
          long nowNanos = ticker.nanos();
          if (visible || nowNanos - sample.dueNanos > GIVE_UP_NANOS) {
            latencies.seen(sample.dueNanos, nowNanos);
            samples.remove();
          }
        }
        ticker.sleep(ASK_EVERY_NANOS);
      }
    } catch (SQLException e) {
      if (!closed) {
        LOG.warn("visibility in SQL is no longer measured: {}", e.getMessage());
      }
    }
    for (Sample sample : open) {
      latencies.seen(sample.dueNanos, ticker.nanos()); // at least so long
    }
    waiting = 0;
  }

  private static boolean isVisible(PreparedStatement query, Sample sample) throws SQLException {
    query.setString(1, sample.patientId);
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      String eventId = rows.getString(1);
      String device = EventStream.DEVICE_PREFIX + (sample.patient + 1) + "/";
      return eventId != null
          && eventId.startsWith(device)
          && Long.parseLong(eventId, device.length(), eventId.length(), 10) >= sample.seq;
    }
  }

  /** The latencies since the last call, in microseconds, those of the warm-up included. */
  public Histogram takeInterval() {
    return latencies.takeInterval();
  }

  /** What came so far. */
  public Latency result() {
    return latencies.result("SQL table predictions");
  }

  /** Events looked at that are not visible yet. */
  public int waiting() {
    return waiting + taken.size();
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(2));
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.debug("closing", e);
    }
  }
}

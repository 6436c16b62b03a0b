package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.MemberRow;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Latencies;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes this member's row of table {@code members} at every whole second.
 *
 * <p>A row outlives its member by {@link #ROW_TTL_SECONDS}, so that whoever adds up the rows sees
 * the last counts of one that left; on the way out {@link #hurry} writes them until the very end.
 */
final class Publisher implements AutoCloseable {
  static final long ROW_TTL_SECONDS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final long EVERY_MS = 1000;
  private static final long HURRIED_MS = 20;

  private final IMap<String, MemberRow> rows;
  private final String member;
  private final String address;
  private final GridMetrics metrics;
  private final Thread thread = new Thread(this::run, "members-row");
  private final Semaphore woken = new Semaphore(0);
  private volatile boolean hurried;
  private volatile boolean closed;

  private Publisher(HazelcastInstance hazelcast, String address, GridMetrics metrics) {
    rows = hazelcast.getMap(Maps.MEMBERS);
    member = hazelcast.getCluster().getLocalMember().getUuid().toString();
    this.address = address;
    this.metrics = metrics;
    thread.setDaemon(true);
  }

  static Publisher start(HazelcastInstance hazelcast, String address, GridMetrics metrics) {
    Publisher publisher = new Publisher(hazelcast, address, metrics);
    publisher.thread.start();
    return publisher;
  }

  private void run() {
    while (!closed) {
      long toWholeSecond = EVERY_MS - Math.floorMod(System.currentTimeMillis(), EVERY_MS);
      try {
        if (!woken.tryAcquire(hurried ? HURRIED_MS : toWholeSecond, TimeUnit.MILLISECONDS)) {
          publish();
        }
      } catch (InterruptedException e) {
        return;
      } catch (HazelcastInstanceNotActiveException e) {
        return;
      } catch (RuntimeException e) { // the grid may be in any state; the next second may be better
        LOG.warn("The row of this member in map members could not be written: {}", e.toString());
      }
    }
  }

  /** Writes the row now; it is in the map when this returns. */
  synchronized void publish() {
    rows.set(member, row(), ROW_TTL_SECONDS, TimeUnit.SECONDS);
  }

  /** From now on writes the row all the time: the member is leaving, and so are its counts. */
  void hurry() {
    hurried = true;
    woken.release();
  }

  private MemberRow row() {
    Latencies.Taken latencies = metrics.latencies().take();
    Histogram second = latencies.interval();
    boolean any = second.getTotalCount() > 0;
    return new MemberRow(
        address,
        metrics.counts(),
        metrics.watermarkMs(),
        any ? second.getValueAtPercentile(50) : Double.NaN,
        any ? second.getValueAtPercentile(99) : Double.NaN,
        any ? second.getMaxValue() : Double.NaN,
        Latencies.encode(latencies.total()),
        System.currentTimeMillis());
  }

  @Override
  public void close() {
    closed = true;
    woken.release();
  }
}

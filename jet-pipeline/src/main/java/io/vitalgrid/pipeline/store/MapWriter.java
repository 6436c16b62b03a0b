package io.vitalgrid.pipeline.store;

import com.hazelcast.map.IMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one lane's entries to an IMap without waiting: what comes while a write is in flight makes
 * the next one, of which each key has only its latest value. One write in flight at a time, so that
 * two writes of a key cannot overtake each other. Used by one thread.
 */
public final class MapWriter<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger(MapWriter.class);
  private static final int FULL = 4096;

  /** So few are written one by one: a call for several allocates tables of all partitions. */
  private static final int FEW = 16;

  private static final int CLOSE_SECONDS = 2;
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final IMap<K, V> map;
  private final EntryCalls<K, V> calls;
  private final Pace pace;

  /** A null value removes the key. */
  private Map<MapKey<K>, V> waiting = new HashMap<>();

  private Map<MapKey<K>, V> inFlight = new HashMap<>();

  private final Calls write = new Calls();

  private long startedNanos;
  private long retryAtNanos = System.nanoTime();

  /** Writes what there is at once. */
  public MapWriter(IMap<K, V> map) {
    this(map, 0);
  }

  /**
   * @param paceMs from the start of one write to that of the next at least, longer where there is
   *     much to write: see {@link Pace}
   */
  public MapWriter(IMap<K, V> map, long paceMs) {
    this.map = map;
    calls = new EntryCalls<>(map);
    pace = new Pace(paceMs);
    startedNanos = retryAtNanos - pace.longestNanos();
  }

  public void set(K key, V value) {
    set(new MapKey<>(key), value);
  }

  /** The same, for a key whose object is used again. */
  public void set(MapKey<K> key, V value) {
    waiting.put(key, value);
  }

  public void remove(K key) {
    remove(new MapKey<>(key));
  }

  public void remove(MapKey<K> key) {
    waiting.put(key, null);
  }

  public boolean isFull() {
    return waiting.size() >= FULL;
  }

  public boolean isIdle() {
    return waiting.isEmpty() && write.isEmpty();
  }

  /** Gives all that the map may not have yet; a null value is a removal. A key comes once. */
  public void forEachUnwritten(BiConsumer<? super K, ? super V> action) {
    inFlight.forEach(
        (key, value) -> {
          if (!waiting.containsKey(key)) {
            action.accept(key.key(), value);
          }
        });
    waiting.forEach((key, value) -> action.accept(key.key(), value));
  }

  /** Waits for the write in flight, so that it cannot overtake one of the next writer. */
  public void close() {
    try {
      write.await(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn(
          "A write of {} entries of map {} did not finish before the job stopped: {}",
          inFlight.size(),
          map.getName(),
          e.toString());
    }
  }

  /**
   * Takes note of a finished write.
   *
   * @return whether a write has just succeeded: all that it held is in the map
   */
  public boolean finish() {
    if (write.isEmpty() || !write.areDone()) {
      return false;
    }
    String failure = write.failure();
    if (failure != null) {
      LOG.warn(
          "Writing {} entries of map {} failed and is tried again: {}",
          inFlight.size(),
          map.getName(),
          failure);
      retryAtNanos = System.nanoTime() + RETRY_NANOS;
      inFlight.forEach(
          (key, value) -> {
            if (!waiting.containsKey(key)) { // null is a removal, and newer than what is here
              waiting.put(key, value);
            }
          });
    }
    inFlight.clear();
    write.clear();
    return failure == null;
  }

  /**
   * Starts the next write, if there is something to write and nothing in flight.
   *
   * @return whether it did: everything set so far is on its way
   */
  public boolean start() {
    return start(0);
  }

  /**
   * The same, where writing less often is welcome the more the values come late.
   *
   * @param lagNanos how long the value set last has been on its way
   */
  public boolean start(long lagNanos) {
    if (!write.isEmpty() || waiting.isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    if (now - retryAtNanos < 0 || now - startedNanos < pace.nanos(waiting.size(), lagNanos)) {
      return false;
    }
    startedNanos = now;
    Map<MapKey<K>, V> batch = waiting;
    waiting = inFlight;
    inFlight = batch;
    if (batch.size() <= FEW) {
      writeEach(batch);
    } else {
      writeTogether(batch);
    }
    return true;
  }

  private void writeEach(Map<MapKey<K>, V> batch) {
    batch.forEach(
        (key, value) -> write.add(value == null ? calls.remove(key) : calls.set(key, value)));
  }

  private void writeTogether(Map<MapKey<K>, V> batch) {
    batch.forEach(
        (key, value) -> {
          if (value == null) {
            write.add(calls.remove(key));
          } else {
            calls.add(key, value);
          }
        });
    calls.setTogether(write);
  }
}

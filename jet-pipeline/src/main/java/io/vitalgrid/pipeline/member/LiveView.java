package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import java.time.Duration;
import java.util.Locale;

/**
 * What {@code up} shows while the load runs: a line a second, and every five seconds who is at
 * risk. Members count at whole seconds; this looks a little later, when all have.
 */
final class LiveView implements AutoCloseable {
  private static final long LOOK_AFTER_MS = 250;
  private static final int TABLE_EVERY = 5;

  private final Console console;
  private final GridTotals grid;
  private final RiskTable risk;
  private final IMap<?, ?> predictions;
  private final Duration warmup;
  private Totals last;
  private Totals warm;
  private boolean predicted;
  private long nextMs;
  private int lines;

  LiveView(Console console, GridTotals grid, HazelcastInstance hazelcast, Duration warmup) {
    this.console = console;
    this.grid = grid;
    this.warmup = warmup;
    risk = RiskTable.open(hazelcast, console);
    predictions = hazelcast.getMap(Maps.PREDICTIONS);
    last = grid.read();
  }

  /** The counts at the end of the warm-up, or null if it has not ended. */
  Totals warm() {
    return warm;
  }

  /** Shows what is due; returns soon. */
  void update(Load load) {
    if (!predicted && !predictions.isEmpty()) {
      predicted = true;
      console.say(
          String.format(
              Locale.ROOT,
              "first prediction after %.1f s",
              StartClock.sinceStart().toMillis() / 1000.0));
    }
    long nowMs = System.currentTimeMillis();
    if (nowMs < nextMs || !load.hasStarted()) {
      return;
    }
    nextMs = nowMs - Math.floorMod(nowMs - LOOK_AFTER_MS, 1000) + 1000;
    Totals now = grid.read();
    if (warm == null && load.elapsed().compareTo(warmup) >= 0) {
      warm = now;
    }
    console.say(StatusLine.format(load.elapsed(), last, now, nowMs));
    last = now;
    if (++lines % TABLE_EVERY == 0) {
      risk.ask();
    }
  }

  @Override
  public void close() {
    risk.close();
  }
}

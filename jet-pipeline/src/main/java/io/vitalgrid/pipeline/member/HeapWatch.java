package io.vitalgrid.pipeline.member;

import io.micrometer.core.instrument.Gauge;
import io.vitalgrid.pipeline.metrics.Meters;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says when the heap is nearly full of what is needed: its use after the last collection, of all
 * that it may become. A patient's state is never evicted to make room, so somebody must act.
 */
final class HeapWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HeapWatch.class);
  private static final long EVERY_SECONDS = 5;

  /** How often it is said while it lasts. */
  private static final int SAY_EVERY = 12;

  private final int alarmPercent;
  private final DoubleSupplier usedPercent;
  private final ScheduledExecutorService timer;
  private int alarms;

  HeapWatch(int alarmPercent, DoubleSupplier usedPercent) {
    this.alarmPercent = alarmPercent;
    this.usedPercent = usedPercent;
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heap-watch");
              thread.setDaemon(true);
              return thread;
            });
  }

  static HeapWatch start(int alarmPercent, Meters meters) {
    HeapWatch watch = new HeapWatch(alarmPercent, HeapWatch::usedAfterCollectionPercent);
    meters.bind(
        registry ->
            Gauge.builder(
                    "vitalgrid.heap.after.gc.ratio",
                    () -> HeapWatch.usedAfterCollectionPercent() / 100)
                .description("Heap in use after the last collection, of all that it may become")
                .register(registry));
    var unused =
        watch.timer.scheduleWithFixedDelay(
            watch::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    return watch;
  }

  /** Looks once. */
  void look() {
    double percent = usedPercent.getAsDouble();
    if (percent < alarmPercent) {
      if (alarms > 0) {
        LOG.info("The heap is at {} % after a collection: enough room again", Math.round(percent));
      }
      alarms = 0;
      return;
    }
    if (alarms++ % SAY_EVERY == 0) {
      LOG.error(
          "The heap is at {} % after a collection (heap.alarm-percent={}). No patient is dropped; a"
              + " member that runs out of memory ends, and the others take over. Add a member, or"
              + " give this one a larger -Xmx",
          Math.round(percent), alarmPercent);
    }
  }

  private static double usedAfterCollectionPercent() {
    long used = 0;
    for (MemoryPoolMXBean pool : heapPools()) {
      MemoryUsage usage = pool.getCollectionUsage();
      used += usage == null ? 0 : usage.getUsed();
    }
    return 100.0 * used / Runtime.getRuntime().maxMemory();
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

package io.vitalgrid.benchmarks.state;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.partition.PartitionService;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.event.Observations;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.event.Vitals;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Vitals of so many patients who take turns, on an open schedule: first all of them once, as fast
 * as they are taken, then at a rate that waits for nobody. An event carries the time it was due, so
 * that what the pipeline measures has no omission in it.
 */
final class VitalsSource extends AbstractProcessor {
  private static final double[] TYPICAL = {78, 16, 97, 36.8, 121, 79, 5.6};
  private static final int OBSERVATIONS =
      Observations.withConsciousness(Observations.withOxygen(Observations.NONE, false), 'A');
  private static final int ROWS = 1 << 12;
  private static final long SECOND_MS = 1_000;

  /** Offsets go on over restarts of the job, as those of a topic do. */
  private static final AtomicLong OFFSET = new AtomicLong();

  private static volatile boolean filled;

  private final int patients;
  private final int ratePerSecond;
  private final long lagMs;
  private final double[][] rows = new double[ROWS][Vital.COUNT];
  private PatientKey[] keys;
  private long startNanos;
  private long startMs;
  private long sent;
  private long watermarkMs;
  private Object pending;

  VitalsSource(int patients, int ratePerSecond, long lagMs) {
    this.patients = patients;
    this.ratePerSecond = ratePerSecond;
    this.lagMs = lagMs;
  }

  /** Whether every patient has had an event. */
  static boolean isFilled() {
    return filled;
  }

  @Override
  public boolean isCooperative() {
    return false;
  }

  @Override
  protected void init(Context context) {
    Random random = new Random(42);
    for (double[] row : rows) {
      for (int v = 0; v < Vital.COUNT; v++) {
        row[v] = Math.rint(10 * TYPICAL[v] * (1 + 0.05 * random.nextGaussian())) / 10;
      }
    }
    PartitionService partitions = context.hazelcastInstance().getPartitionService();
    keys = new PatientKey[patients];
    for (int i = 0; i < patients; i++) {
      String id = "P%07d".formatted(i);
      keys[i] = new PatientKey(id, partitions.getPartition(id).getPartitionId());
    }
  }

  @Override
  public boolean complete() {
    if (pending != null && !emit(pending)) {
      return false;
    }
    pending = null;
    if (!filled) {
      fill();
    } else {
      pace();
    }
    return false;
  }

  private void fill() {
    long nowMs = System.currentTimeMillis();
    for (int i = 0; i < 256 && sent < patients; i++) {
      if (!emitOrKeep(event(nowMs))) {
        return;
      }
    }
    filled = sent == patients;
  }

  private void pace() {
    long now = System.nanoTime();
    if (startNanos == 0) {
      startNanos = now;
      startMs = System.currentTimeMillis();
      sent = 0;
    }
    for (long due = (now - startNanos) * ratePerSecond / 1_000_000_000; sent < due; ) {
      long dueMs = startMs + sent * 1_000 / ratePerSecond;
      if (!emitOrKeep(event(dueMs)) || !advance(dueMs)) {
        return;
      }
    }
    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
  }

  private Vitals event(long timeMs) {
    long offset = OFFSET.getAndIncrement();
    sent++;
    PatientKey patient = keys[(int) (offset % patients)];
    Origin origin = new Origin(1, 0, offset, timeMs);
    double[] row = rows[(int) (offset * 31 & (ROWS - 1))];
    return new Vitals(patient, timeMs, origin, patient.id(), offset / patients, row, OBSERVATIONS);
  }

  private boolean advance(long timeMs) {
    long newWatermarkMs = (timeMs - lagMs) / SECOND_MS * SECOND_MS;
    if (newWatermarkMs <= watermarkMs) {
      return true;
    }
    watermarkMs = newWatermarkMs;
    return emitOrKeep(new Watermark(watermarkMs));
  }

  private boolean emitOrKeep(Object item) {
    if (emit(item)) {
      return true;
    }
    pending = item;
    return false;
  }

  private boolean emit(Object item) {
    return item instanceof Watermark watermark ? tryEmit(watermark) : tryEmit(item);
  }
}

package io.vitalgrid.chaos.load;

import io.vitalgrid.chaos.verdict.Facts.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A steady, seeded load, whose outcome does not depend on the exact course of the watermark:
 *
 * <ul>
 *   <li>vitals are on time, up to 2 s out of order, or 3 to 12 s late, far less than is allowed;
 *   <li>or 10 to 20 minutes late, far more than is allowed, once there is a watermark;
 *   <li>some are sent again, some records break the contract, some admissions are corrected;
 *   <li>a patient leaves when all windows of the stay have settled ({@link Departures}), and is
 *       admitted again later.
 * </ul>
 */
public final class Load implements AutoCloseable {
  private static final long READMITTED_AFTER_MS = 3_000;
  private static final int TOO_LATE_FROM_MS = 600_000;
  private static final int TOO_LATE_TO_MS = 1_200_000;

  /** No producer sends that. */
  private static final byte[] OVERSIZE = new byte[2 * Sender.MAX_RECORD_BYTES];

  private static final long NO_TIME = Long.MIN_VALUE;

  private final Sender sender;
  private final LoadListener listener;
  private final Departures departures;
  private final SplittableRandom random;
  private final Json json;
  private final List<Bed> beds = new ArrayList<>();
  private final AtomicLong highestMs = new AtomicLong(NO_TIME);
  private final long intervalNanos;
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean paused = true;
  private volatile boolean resting = true;
  private volatile boolean closed;
  private volatile boolean tooLateToo;
  private int turn;

  /**
   * A load that does not run yet.
   *
   * @param rate sends per second
   */
  public Load(
      String kafka,
      Ledger ledger,
      LoadListener listener,
      SettledWindows settled,
      int patients,
      int rate,
      long seed) {
    sender = new Sender(kafka, ledger);
    this.listener = listener;
    departures = new Departures(settled);
    random = new SplittableRandom(seed);
    json = new Json(random.split());
    for (int number = 1; number <= patients; number++) {
      beds.add(new Bed(number));
    }
    intervalNanos = 1_000_000_000L / rate;
    thread.setDaemon(true);
  }

  /** Admits everybody and begins. */
  public void start() {
    long nowMs = System.currentTimeMillis();
    beds.forEach(bed -> admit(bed, nowMs));
    sender.flush();
    paused = false;
    thread.start();
  }

  /** From now on there are too-late events; before the first watermark none is. */
  public void sendTooLateToo() {
    tooLateToo = true;
  }

  /** Stops sending; returns when the end of every send is known. */
  public void pause() {
    paused = true;
    while (!resting) {
      LockSupport.parkNanos(1_000_000);
    }
    sender.flush();
  }

  public void resume() {
    paused = false;
  }

  private void run() {
    long next = System.nanoTime();
    while (!closed) {
      resting = paused;
      if (paused) {
        LockSupport.parkNanos(5_000_000);
        next = System.nanoTime();
        continue;
      }
      long wait = next - System.nanoTime();
      if (wait > 0) {
        LockSupport.parkNanos(wait);
        continue;
      }
      next += intervalNanos;
      turn = (turn + 1) % beds.size();
      step(beds.get(turn), System.currentTimeMillis());
    }
    resting = true;
  }

  private void step(Bed bed, long nowMs) {
    switch (bed.phase) {
      case STAYING -> stay(bed, nowMs);
      case LEAVING -> leave(bed, nowMs);
      case GONE -> gone(bed, nowMs);
    }
  }

  private void stay(Bed bed, long nowMs) {
    int dice = random.nextInt(1000);
    if (dice < 740) {
      vitals(bed, nowMs, random.nextInt(50));
    } else if (dice < 840) {
      vitals(bed, nowMs, random.nextInt(2_000));
    } else if (dice < 900) {
      vitals(bed, nowMs, random.nextInt(3_000, 12_000));
    } else if (dice < 920) {
      if (tooLateToo) {
        vitals(bed, nowMs, random.nextInt(TOO_LATE_FROM_MS, TOO_LATE_TO_MS));
      }
    } else if (dice < 960) {
      again(bed, nowMs);
    } else if (dice < 985) {
      send(bed, json.bad(bed, nowMs), nowMs, NO_TIME);
    } else if (dice < 994) {
      send(bed, json.admission(bed, nowMs), nowMs, nowMs);
    } else if (dice < 995) {
      send(bed, OVERSIZE, nowMs, NO_TIME);
    } else if (departures.announce(bed)) {
      bed.phase = Bed.Phase.LEAVING;
    }
  }

  private void vitals(Bed bed, long nowMs, int delayMs) {
    long timeMs = nowMs - delayMs;
    long seq = bed.seq++;
    byte[] value = json.vitals(bed, seq, timeMs);
    bed.remember(value);
    if (delayMs >= TOO_LATE_FROM_MS || timeMs <= bed.dischargedMs) {
      send(bed, value, nowMs, timeMs);
      return;
    }
    String eventId = bed.deviceId + "/" + seq;
    listener.sent(bed.patientId, eventId, nowMs);
    bed.pending.incrementAndGet();
    sender.send(
        bed.patientId,
        value,
        nowMs,
        fate -> {
          if (fate == Fate.ACKNOWLEDGED) {
            bed.arrivedMs.accumulateAndGet(timeMs, Math::max);
            highestMs.accumulateAndGet(timeMs, Math::max);
          } else {
            bed.unknownMs.accumulateAndGet(timeMs, Math::max);
            listener.lost(bed.patientId, eventId);
          }
          bed.pending.decrementAndGet();
        });
  }

  private void again(Bed bed, long nowMs) {
    if (!bed.recent.isEmpty()) {
      byte[][] recent = bed.recent.toArray(byte[][]::new);
      send(bed, recent[random.nextInt(recent.length)], nowMs, NO_TIME);
    }
  }

  private void leave(Bed bed, long nowMs) {
    if (bed.pending.get() > 0) {
      return;
    }
    if (!bed.isCertain()) {
      departures.withdraw(bed);
      bed.phase = Bed.Phase.STAYING;
    } else if (departures.mayLeave(bed, nowMs)) {
      discharge(bed, nowMs);
    }
  }

  private void discharge(Bed bed, long nowMs) {
    bed.phase = Bed.Phase.GONE;
    bed.dischargedMs = nowMs;
    bed.stays++;
    send(bed, json.discharge(bed, nowMs), nowMs, nowMs);
  }

  /** Late copies of the stay come in, until the next one begins. */
  private void gone(Bed bed, long nowMs) {
    if (nowMs >= bed.dischargedMs + READMITTED_AFTER_MS) {
      admit(bed, nowMs);
      bed.beginStay();
    } else if (random.nextBoolean()) {
      again(bed, nowMs);
    } else {
      vitals(bed, nowMs, (int) (nowMs - bed.dischargedMs) + random.nextInt(2_000));
    }
  }

  private void admit(Bed bed, long nowMs) {
    send(bed, json.admission(bed, nowMs), nowMs, nowMs);
  }

  /**
   * @param timeMs event time, or {@link #NO_TIME} if there is none or it is known already
   */
  private void send(Bed bed, byte[] value, long nowMs, long timeMs) {
    bed.pending.incrementAndGet();
    sender.send(
        bed.patientId,
        value,
        nowMs,
        fate -> {
          if (fate == Fate.ACKNOWLEDGED) {
            highestMs.accumulateAndGet(timeMs, Math::max);
          }
          bed.pending.decrementAndGet();
        });
  }

  /** The highest event time that has arrived, epoch ms: where the watermark ends in the end. */
  public long highestMs() {
    return highestMs.get();
  }

  /** How many patients have left so far. */
  public int departures() {
    return beds.stream().mapToInt(bed -> bed.stays).sum();
  }

  @Override
  public void close() {
    closed = true;
    departures.close();
    sender.close();
  }
}

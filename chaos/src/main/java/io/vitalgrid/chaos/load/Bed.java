package io.vitalgrid.chaos.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One patient and the device at the bed. The load's thread owns it, but for the atomic fields. */
final class Bed {
  /** Between admission and discharge nothing is special; the way out has stops. */
  enum Phase {
    STAYING,
    /** Sends nothing, until its windows have settled: so that the discharge cuts none in two. */
    LEAVING,
    GONE
  }

  private static final int REMEMBERED = 8;

  final String patientId;
  final String deviceId;
  final AtomicInteger pending = new AtomicInteger();

  /** Newest reading of the stay that has arrived, epoch ms. */
  final AtomicLong arrivedMs = new AtomicLong(Long.MIN_VALUE);

  /** Newest reading of the stay of which nobody knows whether it arrived. */
  final AtomicLong unknownMs = new AtomicLong(Long.MIN_VALUE);

  final Deque<byte[]> recent = new ArrayDeque<>();
  Phase phase = Phase.STAYING;
  long seq;
  long dischargedMs = Long.MIN_VALUE;
  int stays;

  Bed(int number) {
    patientId = "P%06d".formatted(number);
    deviceId = "MON-" + number;
  }

  /** Whether all readings of the stay are no newer than one that has arrived. */
  boolean isCertain() {
    return pending.get() == 0 && unknownMs.get() <= arrivedMs.get();
  }

  void beginStay() {
    arrivedMs.set(Long.MIN_VALUE);
    unknownMs.set(Long.MIN_VALUE);
    phase = Phase.STAYING;
  }

  void remember(byte[] value) {
    if (recent.size() == REMEMBERED) {
      recent.poll();
    }
    recent.add(value);
  }
}

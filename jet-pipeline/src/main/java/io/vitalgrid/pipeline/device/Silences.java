package io.vitalgrid.pipeline.device;

import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Finds devices that are silent for too long. Each waits in a queue for the time at which it would
 * be, by the watermark, and goes back into it if it was heard since: an event touches no queue.
 *
 * <p>When the whole stream has stopped, the watermark goes up to a slide beyond the newest event.
 * So it counts as far as the lane has heard something, beyond that less a slide:
 *
 * <pre>
 * slide 60 s; all devices send until 10:00:50, then none
 *   watermark 10:01:00   counts as 10:00:50: nobody is silent
 * slide 60 s; the only device of the lane sends until 10:00:50, those of other lanes go on
 *   watermark 10:02:00   counts as 10:01:00: silent for 10 s
 * </pre>
 */
final class Silences {
  /** A device whose pace is not known yet is looked at again after so long. */
  private static final long UNKNOWN_PACE_MS = 60_000;

  private final DevicePolicy policy;
  private final Consumer<DeviceState> onSilent;
  private final Consumer<DeviceState> onForgotten;
  private final DueQueue<DeviceState> byDue = new DueQueue<>();

  /** Devices that have dropped out, in that order; some of them may be back. */
  private final ArrayDeque<DeviceState> gone = new ArrayDeque<>();

  /** Time of the newest record of any device. */
  private long newestMs = Arrivals.NEVER;

  private long watermarkMs = Arrivals.NEVER;

  /**
   * @param onSilent told of each device that is silent for too long; it is in no queue then
   * @param onForgotten told of each that is silent for its time to live
   */
  Silences(DevicePolicy policy, Consumer<DeviceState> onSilent, Consumer<DeviceState> onForgotten) {
    this.policy = policy;
    this.onSilent = onSilent;
    this.onForgotten = onForgotten;
  }

  void enter(DeviceState device, long atMs) {
    queue(device, atMs + UNKNOWN_PACE_MS);
  }

  /** Enters a device with a pace that is known, and some time more. */
  void enterLater(DeviceState device, long moreMs) {
    queue(device, device.arrivals().dueMs(policy) + moreMs);
  }

  private void queue(DeviceState device, long dueMs) {
    byDue.add(dueMs, device);
  }

  /** It has dropped out: only its time to live is left to wait for. */
  void enterGone(DeviceState device) {
    device.gone = true;
    gone.add(device);
  }

  /** A record has come, of whatever device. */
  void heard(long atMs) {
    newestMs = Math.max(newestMs, atMs);
  }

  void advance(long newWatermarkMs) {
    long reachedMs =
        Math.max(Math.min(newWatermarkMs, newestMs), newWatermarkMs - policy.slideMs());
    watermarkMs = Math.max(watermarkMs, reachedMs);
  }

  /** Whether it was heard recently enough. */
  boolean isHeard(DeviceState device) {
    return device.isHeard(watermarkMs, policy);
  }

  /**
   * Looks at devices that may have been silent for too long, so many at most.
   *
   * @return whether there was one
   */
  boolean check(int maxDevices) {
    int looked = 0;
    for (; looked < maxDevices && byDue.isDue(watermarkMs); looked++) {
      DeviceState device = byDue.remove();
      if (!device.detached) {
        look(device);
      }
    }
    for (; looked < maxDevices && isForgettable(gone.peek()); looked++) {
      DeviceState device = gone.remove();
      if (device.gone && !device.detached) {
        onForgotten.accept(device);
      }
    }
    return looked > 0;
  }

  private boolean isForgettable(DeviceState device) {
    return device != null && (!device.gone || isExpired(device));
  }

  private boolean isExpired(DeviceState device) {
    return device.arrivals().lastMs() + policy.ttlMs() <= watermarkMs;
  }

  private void look(DeviceState device) {
    if (isExpired(device)) {
      onForgotten.accept(device);
    } else if (!device.arrivals().isLearned()) {
      queue(device, watermarkMs + UNKNOWN_PACE_MS);
    } else if (isHeard(device)) {
      enterLater(device, 0);
    } else {
      onSilent.accept(device);
    }
  }
}

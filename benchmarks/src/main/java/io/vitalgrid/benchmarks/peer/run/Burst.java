package io.vitalgrid.benchmarks.peer.run;

/**
 * A load that is over once so many events are sent.
 *
 * <pre>
 *     100 events:    100/s for 1 s
 * 100,000 events: 20,000/s for 5 s
 * </pre>
 *
 * @param rate events/s
 */
record Burst(int rate, int seconds) {
  private static Burst of(int events) {
    int rate = Math.min(events, Plan.WARMUP_RATE);
    return new Burst(rate, (events + rate - 1) / rate);
  }

  /**
   * All patients are admitted: in the load generator every second slot is an admission until all
   * are in.
   */
  static Burst admitting(int patients) {
    return of(2 * patients);
  }

  /** Each patient who is in is heard once. */
  static Burst hearing(int patients) {
    return of(patients);
  }
}

package io.vitalgrid.benchmarks.peer.run;

/**
 * The load that admits all patients before anything else. In the load generator every second slot
 * is an admission until all are in, so it takes twice as many slots as there are patients.
 *
 * <pre>
 *     100 patients:    200/s for  1 s
 * 100,000 patients: 20,000/s for 10 s
 * </pre>
 *
 * @param rate events/s
 */
record Admissions(int rate, int seconds) {
  static Admissions of(int patients) {
    int slots = 2 * patients;
    int rate = Math.min(slots, Plan.WARMUP_RATE);
    return new Admissions(rate, (slots + rate - 1) / rate);
  }
}

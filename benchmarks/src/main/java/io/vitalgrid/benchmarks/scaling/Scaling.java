package io.vitalgrid.benchmarks.scaling;

/**
 * Rate, network, memory and p99 of a grid. An event is read by any member, so (m − 1) of m change
 * it on their way to the patient's; what it changed is copied to each backup.
 *
 * @param cores of each member, for it alone
 * @param linkBytesPerSecond of each member, each way
 * @param backups copies apart from the first
 */
record Scaling(Costs costs, int cores, double linkBytesPerSecond, int backups) {
  /** Above it queues grow faster than the model says. */
  static final double BUSY = 0.8;

  private static final double PARTITIONS = 271; // Hazelcast's default, which nothing here changes
  private static final double SPARE_HEAP = 2; // half of the heap stays free for the collector

  Scaling {
    if (cores < 1 || backups < 0 || linkBytesPerSecond <= 0) {
      throw new IllegalArgumentException(
          "cores "
              + cores
              + ", backups "
              + backups
              + ", link "
              + linkBytesPerSecond
              + " B/s: at least one core, no backups or more, and some bytes are needed");
    }
  }

  /** CPU of an event on all members together, without what they take anyway. */
  double cpuMicros(int members) {
    return costs.eventMicros()
        + costs.hopMicros() * travelling(members)
        + costs.backupMicros() * copies(members);
  }

  /** The same with it, at so many events/s: what can be measured. */
  double cpuMicros(int members, double eventsPerSecond) {
    double idle = members * cores * idleShare(members);
    return cpuMicros(members) + idle * 1e6 / eventsPerSecond;
  }

  private double idleShare(int members) {
    return costs.idleShare() + costs.backupShare() * copies(members);
  }

  /** Bytes that a member sends, and receives, for each event of its share. */
  double networkBytes(int members) {
    return costs.hopBytes() * travelling(members)
        + (costs.stateBytes() + costs.rowBytes()) * copies(members);
  }

  double cpuLimit(int members) {
    double free = cores * (BUSY - idleShare(members));
    return members * free * 1e6 / cpuMicros(members) / unevenness(members);
  }

  /** Infinite for one member, who has nobody to send to. */
  double networkLimit(int members) {
    return members * linkBytesPerSecond * BUSY / networkBytes(members) / unevenness(members);
  }

  /** Of the threads that send to topics, one a member. */
  double sinkLimit(int members) {
    return members * BUSY * 1e6 / costs.sinkMicros() / unevenness(members);
  }

  /** Events/s of all members together. */
  double rate(int members) {
    return Math.min(cpuLimit(members), Math.min(networkLimit(members), sinkLimit(members)));
  }

  String saturatesFirst(int members) {
    double rate = rate(members);
    if (rate == cpuLimit(members)) {
      return "CPU";
    }
    return rate == networkLimit(members) ? "network" : "topic sink";
  }

  /**
   * Heap of each member, so that one may be lost.
   *
   * @param windows settled windows of each patient that the table keeps: its time to live by the
   *     slide
   */
  double heapBytes(int members, long patients, int windows) {
    int left = Math.max(1, members - 1);
    double kept = windows * costs.windowBytes();
    double each = costs.patientBytes() + kept + (costs.stateBytes() + kept) * copies(members);
    return patients * each * SPARE_HEAP * unevenness(left) / left;
  }

  /** p99 in ms at so many events/s; infinite where they cannot be done. */
  double p99Ms(int members, double eventsPerSecond) {
    double busy = BUSY * eventsPerSecond / rate(members);
    if (busy >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double hop = members > 1 ? costs.hopMs() : 0;
    return costs.quietP99Ms() + hop + costs.stallMs() * busy / (1 - busy);
  }

  /** What the fullest member carries, as a multiple of the average. */
  static double unevenness(int members) {
    return Math.ceil(PARTITIONS / members) * members / PARTITIONS;
  }

  private static double travelling(int members) {
    return (members - 1) / (double) members;
  }

  private int copies(int members) {
    return Math.min(backups, members - 1);
  }
}

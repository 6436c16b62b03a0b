package io.vitalgrid.loadgen.schedule;

import java.time.Duration;

/**
 * A stretch of a run.
 *
 * @param kind what it is called in a scenario and a report
 * @param network what the network does meanwhile
 */
public record Phase(String kind, Duration duration, Arrivals arrivals, Network network) {
  public Phase {
    if (duration.toMillis() < 1) {
      throw new IllegalArgumentException("for must be above 0, such as 30s");
    }
  }

  /** A phase in which the network works. */
  public static Phase of(String kind, Duration duration, Arrivals arrivals) {
    return new Phase(kind, duration, arrivals, Network.WORKS);
  }

  /**
   * What the network does in a phase.
   *
   * @param cutOffShare of the devices send nothing, but keep what they measure
   * @param keptShare of the events are ones that were kept in the phase before
   */
  public record Network(double cutOffShare, double keptShare) {
    public static final Network WORKS = new Network(0, 0);
  }
}

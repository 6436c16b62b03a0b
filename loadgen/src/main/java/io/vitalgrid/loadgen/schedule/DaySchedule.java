package io.vitalgrid.loadgen.schedule;

/**
 * Event {@code i} is due when the integral of the day's rate reaches {@code i}: found with Newton's
 * method from the event before, whose steps stay small because the rate is never near 0.
 */
final class DaySchedule implements Schedule {
  private static final double CLOSE_ENOUGH = 1e-6; // events
  private static final int MAX_STEPS = 50;

  private final Arrivals.DayRhythm day;
  private double seconds;
  private long event;

  DaySchedule(Arrivals.DayRhythm day) {
    this.day = day;
  }

  @Override
  public long nextNanos() {
    double before = seconds;
    for (int step = 0; step < MAX_STEPS; step++) {
      double missing = event - day.eventsUntil(seconds);
      if (Math.abs(missing) < CLOSE_ENOUGH) {
        break;
      }
      seconds = Math.max(before, seconds + missing / day.ratePerSecond(seconds));
    }
    event++;
    return (long) (seconds * 1e9);
  }
}

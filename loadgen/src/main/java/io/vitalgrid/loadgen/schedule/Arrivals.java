package io.vitalgrid.loadgen.schedule;

import java.time.Duration;
import java.util.Locale;

/**
 * How events arrive during a phase. The schedules made from the same arrivals and seed are equal.
 */
public sealed interface Arrivals {
  /** Intended send times from the phase's start on, without end. */
  Schedule schedule(long seed);

  /** Events per second that are meant to be sent at so many seconds after the phase's start. */
  double ratePerSecond(double seconds);

  /** For people, such as {@code 1,000/s}. */
  String describe();

  /** Evenly spaced; 0 is silence. */
  record Constant(int rate) implements Arrivals {
    public Constant {
      checkRate("rate", rate, 0);
    }

    @Override
    public Schedule schedule(long seed) {
      return rate == 0 ? () -> Schedule.END : Schedule.constant(rate);
    }

    @Override
    public double ratePerSecond(double seconds) {
      return rate;
    }

    @Override
    public String describe() {
      return format("%,d/s", rate);
    }
  }

  /** From one rate to another in a straight line. */
  record Ramp(int from, int to, Duration duration) implements Arrivals {
    public Ramp {
      checkRate("from", from, 0);
      checkRate("to", to, 0);
    }

    private double slope() {
      return (to - from) * 1e9 / duration.toNanos();
    }

    @Override
    public Schedule schedule(long seed) {
      return new RampSchedule(from, slope());
    }

    @Override
    public double ratePerSecond(double seconds) {
      return Math.max(0, from + slope() * seconds);
    }

    @Override
    public String describe() {
      return format("%,d/s to %,d/s", from, to);
    }
  }

  /**
   * Independent of each other, as patients arrive: gaps are exponential, so events come in bursts.
   */
  record Poisson(int rate) implements Arrivals {
    public Poisson {
      checkRate("rate", rate, 1);
    }

    @Override
    public Schedule schedule(long seed) {
      return new PoissonSchedule(rate, seed);
    }

    @Override
    public double ratePerSecond(double seconds) {
      return rate;
    }

    @Override
    public String describe() {
      return format("%,d/s, Poisson", rate);
    }
  }

  /**
   * A day on a ward: quiet at its start and end (the night), busiest at noon.
   *
   * @param mean events per second over a day
   * @param swing how far the rate goes below and above the mean, as a part of it, 0 to 0.95
   * @param day how long a day lasts
   */
  record DayRhythm(int mean, double swing, Duration day) implements Arrivals {
    public DayRhythm {
      checkRate("mean", mean, 1);
      if (!(swing >= 0 && swing <= 0.95)) {
        throw new IllegalArgumentException(
            "swing is " + swing + ", must be 0 (none) to 0.95, such as 0.6");
      }
      if (day.toMillis() < 1000) {
        throw new IllegalArgumentException("day must be 1s or more, such as 60s");
      }
    }

    @Override
    public Schedule schedule(long seed) {
      return new DaySchedule(this);
    }

    @Override
    public double ratePerSecond(double seconds) {
      return mean * (1 - swing * Math.cos(2 * Math.PI * seconds / daySeconds()));
    }

    /** The integral of the rate. */
    double eventsUntil(double seconds) {
      double radians = 2 * Math.PI / daySeconds();
      return mean * (seconds - swing * Math.sin(radians * seconds) / radians);
    }

    private double daySeconds() {
      return day.toNanos() / 1e9;
    }

    @Override
    public String describe() {
      return format(
          "%,.0f/s by night to %,.0f/s at noon, a day in %.0f s",
          mean * (1 - swing), mean * (1 + swing), daySeconds());
    }
  }

  private static void checkRate(String name, int rate, int min) {
    if (rate < min || rate > Schedule.MAX_RATE) {
      throw new IllegalArgumentException(
          "%s is %d events/s, must be %d to %d, such as 1000"
              .formatted(name, rate, min, Schedule.MAX_RATE));
    }
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

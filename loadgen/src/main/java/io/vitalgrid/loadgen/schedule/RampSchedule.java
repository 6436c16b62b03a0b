package io.vitalgrid.loadgen.schedule;

/**
 * A rate that changes in a straight line. Event {@code i} is due when the integral of the rate,
 * {@code from·t + slope·t²/2}, reaches {@code i}; solved for {@code t} in the form that does not
 * cancel. It ends when the rate has come down to 0.
 */
final class RampSchedule implements Schedule {
  private final double from;
  private final double slope; // events/s²
  private long event;

  RampSchedule(double from, double slope) {
    this.from = from;
    this.slope = slope;
  }

  @Override
  public long nextNanos() {
    double i = event++;
    if (i == 0) {
      return from > 0 || slope > 0 ? 0 : END;
    }
    double square = from * from + 2 * slope * i;
    double divisor = from + Math.sqrt(Math.max(0, square));
    return square < 0 || divisor == 0 ? END : (long) (2 * i / divisor * 1e9);
  }
}

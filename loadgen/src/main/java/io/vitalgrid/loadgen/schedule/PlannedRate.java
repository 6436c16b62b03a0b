package io.vitalgrid.loadgen.schedule;

/** What a plan asks for at a time of the run. */
public final class PlannedRate {
  private static final int SAMPLES = 10;

  private final Plan plan;

  public PlannedRate(Plan plan) {
    this.plan = plan;
  }

  /** Events per second at so many seconds after the start; 0 after the end. */
  public double at(double seconds) {
    double rest = seconds;
    for (Phase phase : plan.phases()) {
      double lasts = phase.duration().toNanos() / 1e9;
      if (rest < lasts) {
        return rest < 0 ? 0 : phase.arrivals().ratePerSecond(rest);
      }
      rest -= lasts;
    }
    return 0;
  }

  /** The mean of the second that ends there. */
  public double lastSecond(double seconds) {
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += at(seconds - 1 + (i + 0.5) / SAMPLES);
    }
    return sum / SAMPLES;
  }
}

package io.vitalgrid.benchmarks.peer.run;

import java.util.List;
import org.HdrHistogram.Histogram;

/** When a query sees what an event led to, at several rates. */
final class Queries implements Work {
  private final List<Rate> rates;
  private final int seconds;
  private final boolean warm;

  /**
   * @param seconds how long at each rate
   * @param warm whether to ask until there is little left to compile, before anything counts
   */
  Queries(List<Rate> rates, int seconds, boolean warm) {
    this.rates = rates;
    this.seconds = seconds;
    this.warm = warm;
  }

  @Override
  public void measure(Running system, Load load, Figures figures) throws InterruptedException {
    if (system.tables() == null) {
      return;
    }
    try (Table table = system.tables().get()) {
      for (Rate rate : rates) {
        if (warm) {
          whileAsked(
              table, load, 0, () -> Compilers.awaitCalm(system.process(), load, rate.perSecond()));
        }
        int settling = Load.SETTLING_SECONDS;
        Histogram micros =
            whileAsked(
                table, load, settling, () -> load.send(rate.perSecond(), settling + seconds));
        for (String label : rate.labels()) {
          add(figures, "p50", label, micros.getValueAtPercentile(50));
          add(figures, "p99", label, micros.getValueAtPercentile(99));
        }
      }
    }
  }

  private interface Sending {
    void run() throws InterruptedException;
  }

  private static Histogram whileAsked(Table table, Load load, int settlingSeconds, Sending sending)
      throws InterruptedException {
    Visibility visibility = new Visibility(load.kafka(), table, settlingSeconds);
    try {
      sending.run();
    } finally {
      visibility.close();
    }
    return visibility.end();
  }

  private static void add(Figures figures, String percentile, String rate, double micros) {
    figures.add(Cost.name("seen by a query, " + percentile + ", ms", rate), micros / 1_000);
  }
}

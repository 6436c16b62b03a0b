package io.vitalgrid.benchmarks.peer.run;

import java.util.List;
import org.HdrHistogram.Histogram;

/** When a query sees what an event led to, at several rates. */
final class Queries implements Work {
  private final List<Rate> rates;
  private final int seconds;

  /**
   * @param seconds how long at each rate
   */
  Queries(List<Rate> rates, int seconds) {
    this.rates = rates;
    this.seconds = seconds;
  }

  @Override
  public void measure(Running system, Load load, Figures figures) throws InterruptedException {
    if (system.tables() == null) {
      return;
    }
    try (Table table = system.tables().get()) {
      for (Rate rate : rates) {
        Visibility visibility = new Visibility(load.kafka(), table, Cost.SETTLING_SECONDS);
        try {
          load.send(rate.perSecond(), Cost.SETTLING_SECONDS + seconds);
        } finally {
          visibility.close();
        }
        Histogram micros = visibility.end();
        for (String label : rate.labels()) {
          add(figures, "p50", label, micros.getValueAtPercentile(50));
          add(figures, "p99", label, micros.getValueAtPercentile(99));
        }
      }
    }
  }

  private static void add(Figures figures, String percentile, String rate, double micros) {
    figures.add(Cost.name("seen by a query, " + percentile + ", ms", rate), micros / 1_000);
  }
}

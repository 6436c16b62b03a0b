package io.vitalgrid.benchmarks.peer.run;

import io.vitalgrid.loadgen.run.RunFile;
import java.util.List;
import java.util.function.BiConsumer;

/** Latency and cost of a system at several rates. */
final class Cost implements Work {
  private final List<Rate> rates;
  private final int seconds;
  private final boolean warm;

  /**
   * @param seconds how long at each rate
   * @param warm whether to wait until there is little left to compile
   */
  Cost(List<Rate> rates, int seconds, boolean warm) {
    this.rates = rates;
    this.seconds = seconds;
    this.warm = warm;
  }

  /** The name of a figure at a rate. */
  static String name(String figure, String rate) {
    return figure + " at " + rate;
  }

  @Override
  public void measure(Running running, Load load, Figures figures) throws InterruptedException {
    Child system = running.process();
    for (Rate rate : rates) {
      if (warm) {
        Compilers.awaitCalm(system, load, rate.perSecond());
      }
      double cpu = system.cpuSeconds();
      double allocated = system.allocatedBytes();
      RunFile run = load.measure(rate.perSecond(), Load.SETTLING_SECONDS, seconds);
      cpu = system.cpuSeconds() - cpu;
      allocated = system.allocatedBytes() - allocated;
      double residentMegabytes = system.residentMegabytes();
      for (String label : rate.labels()) {
        latency(run, label, figures);
        double events = run.object("totals").number("sent_records");
        figures.add(name("CPU s per million", label), cpu / events * 1e6);
        figures.add(name("events/s per core", label), events / cpu);
        figures.add(name("allocated MB per million", label), allocated / events * 1e6 / (1 << 20));
        figures.add(name("resident MB", label), residentMegabytes);
      }
      system.requireAlive();
    }
  }

  private static void latency(RunFile run, String label, Figures figures) {
    figures.add(name("events/s", label), run.object("totals").number("sent_per_s"));
    RunFile latency = run.object("latency_topic");
    double lost = run.object("totals").number("lost_events");
    boolean counts = run.flag("valid") && lost == 0;
    BiConsumer<String, String> add =
        (name, figure) ->
            figures.add(name(name, label), counts ? latency.number(figure) : Double.NaN);
    add.accept("p50, ms", "p50_ms");
    add.accept("p99, ms", "p99_ms");
    add.accept("p99.9, ms", "p99_9_ms");
    add.accept("p99.99, ms", "p99_99_ms");
    figures.add(name("lost events", label), lost);
    if (!run.flag("valid")) {
      figures.add(name("NOT VALID, runs", label), 1);
    }
  }
}

package io.vitalgrid.benchmarks.peer.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The limits of all systems, one after the other, and then their latency and cost. */
final class Round {
  static final String LIMIT = "sustainable events/s";
  private static final int FIRST_PROBE = 8_000; // events/s
  private static final int PROBE_SECONDS = 10; // a trend wants eight values
  private static final double PRECISION = 0.15;

  private final Plan plan;
  private final Path model;
  private final Path folder;
  private final PageCache pageCache;
  private final Map<Subject, Integer> limits = new EnumMap<>(Subject.class);

  Round(Plan plan, Path model, Path folder, PageCache pageCache) {
    this.plan = plan;
    this.model = model;
    this.folder = folder;
    this.pageCache = pageCache;
  }

  void run(List<Subject> subjects, Map<Subject, Figures> results)
      throws IOException, InterruptedException {
    boolean warm = plan.warmupSeconds() > 0;
    if (plan.findLimit()) {
      for (Subject subject : subjects) {
        if (warm) {
          pageCache.fill(); // anew: what the last broker wrote is free again
        }
        trial(subject, "limit", (system, load, figures) -> limit(subject, load, figures), results);
      }
    }
    pageCache.empty();
    List<Rate> rates = Rate.of(plan.rates(), limits);
    List<Rate> fixed = Rate.of(plan.rates(), Map.of());
    for (Subject subject : subjects) {
      List<Rate> held = Rate.within(rates, limits.get(subject));
      Work cost = new Cost(held, plan.seconds(), warm);
      List<Rate> asked = Rate.within(fixed, limits.get(subject));
      Work queries = new Queries(asked, plan.seconds(), warm);
      trial(
          subject,
          "rates",
          (system, load, figures) -> {
            cost.measure(system, load, figures);
            if (plan.queries()) {
              queries.measure(system, load, figures);
            }
          },
          results);
    }
  }

  private void limit(Subject subject, Load load, Figures figures) throws InterruptedException {
    int limit = load.limit(plan.limit(), FIRST_PROBE, PROBE_SECONDS, PRECISION);
    System.out.println(String.format(Locale.ROOT, "  %,d events/s", limit));
    limits.put(subject, limit);
    figures.add(LIMIT, limit);
  }

  private void trial(Subject subject, String what, Work work, Map<Subject, Figures> results)
      throws IOException, InterruptedException {
    System.out.println(subject.label() + ", " + what + " ...");
    Figures figures = results.computeIfAbsent(subject, any -> new Figures());
    new Trial(plan, model, folder.resolve(subject.label() + "-" + what))
        .run(subject, figures, work);
  }
}

package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.find.Probe;
import io.vitalgrid.loadgen.find.RateSearch;
import io.vitalgrid.loadgen.find.Trend;
import io.vitalgrid.loadgen.report.Report;
import io.vitalgrid.loadgen.report.Result;
import io.vitalgrid.loadgen.schedule.Plan;
import io.vitalgrid.loadgen.slo.Objective;
import io.vitalgrid.loadgen.slo.Objective.Verdict;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * {@code --find-max}: each probe is a run of its own, with a warm-up, and waits for its last
 * answers. A rate holds if every objective is met, the generator kept to its schedule, and the
 * backlog did not grow. A probe ends as soon as the backlog says that an objective is missed, so
 * that the system is not drowned any deeper before the next.
 */
final class FindMax {
  private static final int LOWEST_RATE = 10;
  private static final double HARMLESS_GROWTH = 0.002; // of the rate, each second

  /**
   * What a probe may add to the backlog in all, in seconds' worth of events. A steady backlog is
   * what is under way, some tens of ms' worth, and goes up and down by as much: in a probe of
   * seconds by more than {@link #HARMLESS_GROWTH}. A longer probe can tell smaller growth from it.
   */
  private static final double HARMLESS_BACKLOG_SECONDS = 0.05;

  private final FindMaxOptions options;
  private final LoadSettings settings;
  private final List<Objective> objectives;
  private final StopSignal stop;
  private final Clock clock;
  private final PrintWriter out;

  FindMax(
      FindMaxOptions options,
      LoadSettings settings,
      List<Objective> objectives,
      StopSignal stop,
      Clock clock,
      PrintWriter out) {
    this.options = options;
    this.settings = settings;
    this.objectives = objectives;
    this.stop = stop;
    this.clock = clock;
    this.out = out;
  }

  /** Searches; returns the exit code. */
  int run() throws InterruptedException {
    RateSearch search =
        new RateSearch(
            LOWEST_RATE,
            options.highestRate,
            options.precision,
            options.repetitions,
            this::probe,
            stop::isStopped);
    int start = (int) Math.max(LOWEST_RATE, settings.plan().highestRate());
    RateSearch.Found found = search.from(Math.min(start, options.highestRate));
    tell(found);
    return found.rate() > 0 ? 0 : 3;
  }

  private void tell(RateSearch.Found found) {
    if (found.rate() == 0) {
      say("no rate held: the lowest that was tried and did not is %,d/s", found.notHeld());
      return;
    }
    long held = found.repetitions().stream().filter(Probe::held).count();
    DoubleSummaryStatistics figures =
        found.repetitions().stream()
            .mapToDouble(Probe::figure)
            .filter(Double::isFinite)
            .summaryStatistics();
    say(
        "highest sustainable rate: %,d events/s, %s; held in %d of %d repetitions%s",
        found.rate(),
        found.notHeld() == 0
            ? "the highest that was to be tried"
            : format("%,d/s did not hold", found.notHeld()),
        held,
        found.repetitions().size(),
        figures.getCount() == 0
            ? ""
            : format(
                ", %s %.1f to %.1f ms",
                objectives.get(0).measure(), figures.getMin(), figures.getMax()));
  }

  private Probe probe(int rate) throws InterruptedException {
    Backlog backlog = new Backlog(settings.warmup().toMillis());
    Hopeless hopeless = hopeless(rate);
    Plan plan = Plan.constant(rate, Optional.of(settings.warmup().plus(options.probeTime)));
    LoadSettings probe =
        new LoadSettings(
            false,
            settings.kafka(),
            settings.topic(),
            settings.partitions(),
            plan,
            settings.events(),
            settings.maxSendLag(),
            settings.warmup(),
            settings.probes(),
            settings.checked());
    Result result = new LoadRun(probe, backlog, hopeless, stop, clock).run();
    Probe judged = judge(rate, result, hopeless, Trend.of(backlog.values));
    say("%,10d/s  %-8s %s", rate, judged.held() ? "held" : "NOT held", judged.remark());
    return judged;
  }

  /**
   * Growth of the backlog that is not taken for an overload, in events/s: a five-hundredth of the
   * rate, or in a short probe what comes to 50 ms' worth of events by its end.
   *
   * <pre>
   *  8 s at 29,344/s: 183 events/s (0.6 %)
   * 60 s at 29,344/s:  59 events/s (0.2 %)
   * </pre>
   */
  static double harmlessGrowth(int rate, Duration probeTime) {
    double seconds = probeTime.toMillis() / 1e3;
    return rate * Math.max(HARMLESS_GROWTH, HARMLESS_BACKLOG_SECONDS / seconds);
  }

  private Probe judge(int rate, Result result, Hopeless hopeless, Trend trend) {
    List<String> remarks = new ArrayList<>(result.invalidBecause());
    boolean held = remarks.isEmpty() && result.tally().failed() == 0 && !stop.isStopped();
    if (hopeless.isSeen()) {
      held = false;
      remarks.add(hopeless.describe());
    }
    double figure = Double.NaN;
    for (Objective objective : objectives) {
      Verdict verdict = objective.judge(result);
      held &= verdict.met();
      remarks.add(verdict.describe());
      if (objective.equals(objectives.get(0)) && verdict.value().isPresent()) {
        figure = verdict.value().getAsDouble();
      }
    }
    boolean grows = trend.grows(harmlessGrowth(rate, options.probeTime));
    if (!hopeless.isSeen()) { // which has said more about it
      remarks.add(
          format(
              "backlog %s by %,.0f events/s (Mann-Kendall z %.1f)",
              grows ? "GROWS" : "steady, changes", trend.slope(), trend.z()));
    }
    return new Probe(rate, held && !grows, String.join("; ", remarks), figure);
  }

  private Hopeless hopeless(int rate) {
    double probeSeconds = options.probeTime.toMillis() / 1e3;
    double seconds =
        objectives.stream()
            .mapToDouble(objective -> objective.hopelessBacklogSeconds(probeSeconds))
            .min()
            .orElse(Double.POSITIVE_INFINITY);
    return new Hopeless(settings.warmup(), rate, seconds);
  }

  private void say(String pattern, Object... values) {
    out.println(format(pattern, values));
    out.flush();
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  /**
   * Whether so much waits for an answer that an objective is missed. Supposes that events are
   * answered in about their order: only then does none of the warm-up wait by the time that so much
   * has been measured.
   */
  static final class Hopeless implements Predicate<Report.Second> {
    private final double fromMs;
    private final double most;
    private Report.Second seen;

    /**
     * @param seconds how many seconds' worth of events may wait
     */
    Hopeless(Duration warmup, int rate, double seconds) {
      fromMs = warmup.toMillis() + 1000 * seconds;
      most = rate * seconds + 1; // 10 events/s have two in 0.1 s, its first and last moment
    }

    @Override
    public boolean test(Report.Second second) {
      if (second.elapsedMs() >= fromMs && second.backlog().orElse(0) > most) {
        seen = second;
      }
      return isSeen();
    }

    boolean isSeen() {
      return seen != null;
    }

    String describe() {
      return format(
          "ended after %d s: %,d events waited for an answer",
          seen.elapsedMs() / 1000, seen.backlog().orElse(0));
    }
  }

  /** The backlog of every second after the warm-up. */
  private static final class Backlog implements Report {
    private final long fromMs;
    private final List<Double> values = new ArrayList<>();

    Backlog(long fromMs) {
      this.fromMs = fromMs;
    }

    @Override
    public void second(Second second) {
      if (second.elapsedMs() > fromMs && second.backlog().isPresent()) {
        values.add((double) second.backlog().getAsLong());
      }
    }

    @Override
    public void end(Result result) {
      // The judge asks for it.
    }
  }
}

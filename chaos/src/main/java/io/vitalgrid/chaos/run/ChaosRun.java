package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.grid.Lanes;
import io.vitalgrid.chaos.grid.MemberOptions;
import io.vitalgrid.chaos.load.Ledger;
import io.vitalgrid.chaos.load.Load;
import io.vitalgrid.chaos.verdict.Facts;
import io.vitalgrid.chaos.verdict.Facts.Span;
import io.vitalgrid.chaos.verdict.Verdict;
import io.vitalgrid.chaos.watch.Collector;
import io.vitalgrid.chaos.watch.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A run: a grid under load, first without faults and judged, then one fault after the other, and
 * judged again over all that was ever sent.
 */
final class ChaosRun implements AutoCloseable {
  private static final Duration CONTROL = Duration.ofSeconds(15);
  private static final Duration RECOVERY = Duration.ofMinutes(3);
  private static final Duration STEADY = Duration.ofSeconds(2);
  private static final Duration DRAIN = Duration.ofMinutes(3);
  private static final long CURRENT_MS = 3_000;
  private static final int SETTLE_TRIES = 5;
  private static final int SETTLE_MS = 3_000;

  /** Panes may be repeated a little after the grid is well again. */
  private static final long ECHO_MS = 2_000;

  private final ChaosOptions options;
  private final Log log;
  private final SplittableRandom random;
  private final Stage stage;
  private final Ledger ledger = new Ledger();
  private final List<Span> disturbances = new ArrayList<>();
  private final List<Cycle> cycles = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private Visibility visibility;
  private Load load;
  private Collector collector;

  ChaosRun(ChaosOptions options, Log log) {
    this.options = options;
    this.log = log;
    random = new SplittableRandom(options.seed());
    stage = new Stage(log, options.windowing(), options.members() + 1, memberOptions(options));
  }

  /** A restart soon after each change, and a majority that must see each other. */
  private static MemberOptions memberOptions(ChaosOptions options) {
    return options
        .memberOptions()
        .withDefault("job.scale-up-delay=" + Stage.SCALE_UP_DELAY.toMillis() + "ms")
        .withDefault("grid.heartbeat-timeout=" + Stage.HEARTBEAT_TIMEOUT.toMillis() + "ms")
        .withDefault("grid.min-members=" + (options.members() / 2 + 1));
  }

  void keepLogs() {
    stage.workspace().keep();
  }

  /** Whether everything holds. */
  boolean run() {
    boolean clean = false;
    try {
      clean = controlAndChaos();
      return clean;
    } finally {
      if (!clean) {
        stage.workspace().keep();
        log.say("kept for you to look at: %s", stage.workspace());
      }
    }
  }

  private boolean controlAndChaos() {
    stage.startMembers(options.members());
    startLoad();
    boolean clean = control();
    if (clean) {
      load.resume();
      chaos();
      clean = judge("after all faults");
    }
    report();
    return clean && failures.isEmpty();
  }

  private void startLoad() {
    String kafka = stage.broker().address();
    visibility = new Visibility(kafka);
    collector = new Collector(options.windowing(), kafka, stage.grid(), ledger);
    load =
        new Load(
            kafka,
            ledger,
            visibility,
            this::isSettled,
            options.patients(),
            options.rate(),
            random.nextLong());
    load.start();
    log.say("load: %d patients, %d events/s", options.patients(), options.rate());
  }

  /** Also by the watermark that the judge reckons with, which is that of the records' times. */
  private boolean isSettled(String patientId, long readingMs, long nowMs) {
    long endMs = options.windowing().lastEndMs(readingMs);
    long certainMs = endMs + WindowSettings.LAG.plus(options.windowing().slide()).toMillis();
    return nowMs >= certainMs && stage.grid().isSettled(patientId, endMs);
  }

  private boolean control() {
    Duration first = options.windowing().size().plus(WindowSettings.LAG).plusSeconds(3);
    Pause.of(first);
    load.sendTooLateToo();
    Pause.of(CONTROL);
    return judge("without faults");
  }

  private void chaos() {
    Faults faults = new Faults(stage, this::recover, random.split());
    List<FaultKind> turns = new ArrayList<>();
    for (int number = 1; number <= options.cycles(); number++) {
      if (turns.isEmpty()) {
        turns.addAll(options.kinds());
      }
      cycle(number, turns.remove(random.nextInt(turns.size())), faults);
    }
  }

  private void cycle(int number, FaultKind kind, Faults faults) {
    if (kind == FaultKind.CUT_NETWORK && !stage.network().canCut()) {
      log.say(
          "%3d  %-16s SKIPPED: no network namespaces here; see docs/chaos.md",
          number, kind.label());
      return;
    }
    Pause.ofMs(random.nextInt(500, 2_500)); // at any point between two snapshots
    long fromMs = System.currentTimeMillis();
    visibility.begin();
    log.say("%3d  %-16s ...", number, kind.label());
    String target = faults.inject(kind);
    long mendedMs = System.currentTimeMillis();
    recover();
    long wellMs = System.currentTimeMillis();
    disturbances.add(new Span(fromMs, wellMs + ECHO_MS, kind.raisesUndead()));
    Cycle cycle = new Cycle(kind, visibility.longestWaitMs(), visibility.longestSilenceMs());
    cycles.add(cycle);
    log.say(
        "%3d  %-16s %s; mended after %.1f s, well after %.1f s; longest wait %.1f s, silence %.1f"
            + " s",
        number,
        kind.label(),
        target,
        (mendedMs - fromMs) / 1000.0,
        (wellMs - fromMs) / 1000.0,
        cycle.longestWaitMs() / 1000.0,
        cycle.longestSilenceMs() / 1000.0,
        misaligned());
  }

  /** Says so if lanes lie on foreign partitions: that is slow, not wrong. */
  private String misaligned() {
    int foreign = stage.grid().lanes().values().stream().mapToInt(Lanes::foreign).sum();
    return foreign == 0 ? "" : "; lanes on " + foreign + " foreign partitions";
  }

  private void recover() {
    if (stage.awaitHealth(RECOVERY, STEADY, visibility::lagMs, CURRENT_MS)) {
      return;
    }
    String condition =
        stage.condition() + ", oldest unseen event %.1f s".formatted(visibility.lagMs() / 1000.0);
    fail("not well after " + RECOVERY.toSeconds() + " s: " + condition);
    stage.grid().resumeJob();
    if (!stage.awaitHealth(RECOVERY, STEADY, visibility::lagMs, CURRENT_MS)) {
      throw new ChaosException("still not well: " + stage.condition());
    }
  }

  private void fail(String how) {
    failures.add(how);
    log.say("FAILED  %s", how);
  }

  /** Stops the load, waits until everything has settled, and compares. */
  private boolean judge(String when) {
    load.pause();
    long endMs = options.windowing().newestEndMs(load.highestMs());
    long deadline = System.nanoTime() + DRAIN.toNanos();
    while (stage.grid().watermarkMs() < endMs || visibility.lagMs() > 0) {
      if (System.nanoTime() > deadline) {
        fail(
            "not drained after %d s: watermark %d ms short of its end, oldest unseen event %d ms; %s"
                .formatted(
                    DRAIN.toSeconds(),
                    endMs - stage.grid().watermarkMs(),
                    visibility.lagMs(),
                    stage.condition()));
        break;
      }
      Pause.ofMs(100);
    }
    Verdict verdict = null;
    for (int i = 0; i < SETTLE_TRIES && (verdict == null || !verdict.isClean()); i++) {
      Pause.ofMs(SETTLE_MS); // the last writes
      verdict = Verdict.of(facts());
    }
    log.say("verdict %s:", when);
    verdict.lines().forEach(log::print);
    return verdict.isClean();
  }

  private Facts facts() {
    return collector.facts(disturbances);
  }

  private void report() {
    log.say(
        "%d cycles, seed %d; sends %s, departures %d",
        cycles.size(), options.seed(), ledger.byFate(), load.departures());
    Report.table(cycles).forEach(log::print);
    failures.forEach(failure -> log.print("FAILED  " + failure));
  }

  @Override
  public void close() {
    if (load != null) {
      load.close();
    }
    if (visibility != null) {
      visibility.close();
    }
    stage.close();
  }
}

package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.grid.Lanes;
import io.vitalgrid.chaos.grid.MemberOptions;
import io.vitalgrid.chaos.grid.Members;
import io.vitalgrid.chaos.load.Ledger;
import io.vitalgrid.chaos.load.Load;
import io.vitalgrid.chaos.watch.Visibility;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.row.MemberRow;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Members join and leave a loaded grid, 1 → 2 → 3 → 2; each change is measured. */
final class ScaleRun implements AutoCloseable {
  private static final int MOST = 3;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEADY = Duration.ofSeconds(3);
  private static final long CURRENT_MS = 2_000;

  private final Log log;
  private final Duration scaleUpDelay;
  private final Duration hold;
  private final Stage stage;
  private final WindowSettings windowing;
  private Visibility visibility;
  private Load load;

  /**
   * A run that has not begun.
   *
   * @param hold how long the grid is left alone after each change
   */
  ScaleRun(
      Log log,
      WindowSettings windowing,
      Duration scaleUpDelay,
      Duration hold,
      MemberOptions members) {
    this.log = log;
    this.windowing = windowing;
    this.scaleUpDelay = scaleUpDelay;
    this.hold = hold;
    String delay = "job.scale-up-delay=" + scaleUpDelay.toMillis() + "ms";
    stage = new Stage(log, windowing, MOST, members.withDefault(delay));
  }

  void keepLogs() {
    stage.workspace().keep();
  }

  void run(int patients, int rate, long seed) {
    stage.startMembers(1);
    visibility = new Visibility(stage.broker().address());
    load =
        new Load(
            stage.broker().address(),
            new Ledger(),
            visibility,
            (patient, readingMs, nowMs) ->
                stage.grid().isSettled(patient, windowing.lastEndMs(readingMs)),
            patients,
            rate,
            seed);
    load.start();
    awaitCurrent();
    // So long that every patient was seen.
    Pause.of(Duration.ofSeconds(patients / rate + 2));
    awaitCurrent();
    log.say("load: %d patients, %d events/s", patients, rate);
    measure("1 member");
    join("1 -> 2");
    join("2 -> 3");
    leave("3 -> 2");
  }

  private void join(String change) {
    visibility.begin();
    long fromMs = System.currentTimeMillis();
    int slot = stage.members().start();
    stage.members().awaitReady(slot);
    log.say(
        "%s  %s has joined after %.1f s; longest wait %.1f s, silence %.1f s meanwhile",
        change,
        Members.name(slot),
        seconds(System.currentTimeMillis() - fromMs),
        seconds(visibility.longestWaitMs()),
        seconds(visibility.longestSilenceMs()));
    visibility.begin();
    awaitCurrent();
    log.say(
        "%s  the job uses it (scale-up delay %.1f s): pause in predictions %.1f s, longest wait"
            + " %.1f s",
        change,
        seconds(scaleUpDelay.toMillis()),
        seconds(visibility.longestSilenceMs()),
        seconds(visibility.longestWaitMs()));
    measure(change);
  }

  private void leave(String change) {
    visibility.begin();
    long fromMs = System.currentTimeMillis();
    int slot = stage.members().slots().get(0); // the oldest, which coordinates the job
    stage.members().leave(slot);
    long leftMs = System.currentTimeMillis();
    awaitCurrent();
    log.say(
        "%s  %s has left after %.1f s: pause in predictions %.1f s, longest wait %.1f s",
        change,
        Members.name(slot),
        seconds(leftMs - fromMs),
        seconds(visibility.longestSilenceMs()),
        seconds(visibility.longestWaitMs()));
    measure(change);
  }

  private void awaitCurrent() {
    if (!stage.awaitHealth(PATIENCE, STEADY, visibility::lagMs, CURRENT_MS)) {
      throw new ChaosException(
          "predictions are not current after %d s: %s, oldest unseen event %.1f s"
              .formatted(PATIENCE.toSeconds(), stage.condition(), seconds(visibility.lagMs())));
    }
  }

  /** Leaves the grid alone, and says who did how much. */
  private void measure(String change) {
    Map<String, Long> before = scored();
    Pause.of(hold);
    Map<String, Long> after = scored();
    Map<String, Lanes> lanes = stage.grid().lanes();
    after.forEach(
        (address, count) -> {
          if (lanes.containsKey(address)) {
            log.say(
                "%s  %-17s %6.1f panes/s scored; %s",
                change,
                address,
                (count - before.getOrDefault(address, 0L)) / seconds(hold.toMillis()),
                lanes.get(address));
          }
        });
  }

  private Map<String, Long> scored() {
    Map<String, Long> scored = new HashMap<>();
    for (MemberRow row : stage.grid().memberRows().values()) {
      scored.put(row.address(), row.counter(Counter.SCORED));
    }
    return scored;
  }

  private static double seconds(long ms) {
    return ms / 1000.0;
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

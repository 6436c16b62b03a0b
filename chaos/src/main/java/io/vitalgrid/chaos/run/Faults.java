package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.grid.Grid;
import io.vitalgrid.chaos.grid.Members;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Injects faults, and does for each what an operator or a supervisor would do after it: a killed
 * member is replaced, a dead broker started again.
 */
final class Faults {
  private static final Duration SHORT = Duration.ofSeconds(5);
  private static final Duration LONG = Stage.HEARTBEAT_TIMEOUT.plusSeconds(7);

  /** Waits for recovery between two faults of one cycle. */
  interface Recovery {
    void await();
  }

  private final Stage stage;
  private final Recovery recovery;
  private final SplittableRandom random;

  Faults(Stage stage, Recovery recovery, SplittableRandom random) {
    this.stage = stage;
    this.recovery = recovery;
    this.random = random;
  }

  /**
   * Lets it happen, and mends it.
   *
   * @return what was hit
   */
  String inject(FaultKind kind) {
    return switch (kind) {
      case KILL_MEMBER -> replace(anyButOldest());
      case KILL_COORDINATOR -> replace(oldest());
      case KILL_TWO -> killTwo();
      case FREEZE_SHORT -> freeze(SHORT);
      case FREEZE_LONG -> freeze(LONG);
      case KILL_BROKER -> killBroker();
      case JOIN_AND_KILL -> joinAndKill();
      case RESTART_JOB -> restartJob();
      case KILL_IN_RESTART -> killInRestart();
      case CUT_NETWORK -> cut();
    };
  }

  private Members members() {
    return stage.members();
  }

  /** Kills a member and starts a new one at its address. */
  private String replace(int slot) {
    members().kill(slot);
    // A supervisor is not that quick either, and the grid should notice the loss by itself.
    Pause.ofMs(random.nextInt(500, 3_000));
    members().awaitReady(members().start());
    return Members.name(slot);
  }

  private String killTwo() {
    String first = replace(anyButOldest());
    recovery.await();
    return first + ", then " + replace(any());
  }

  private String freeze(Duration time) {
    int slot = any();
    members().freeze(slot);
    Pause.of(time);
    members().thaw(slot);
    return Members.name(slot) + " for " + time.toSeconds() + " s";
  }

  private String killBroker() {
    stage.broker().kill();
    Pause.ofMs(random.nextInt(200, 2_000));
    stage.broker().restart();
    return "broker";
  }

  private String joinAndKill() {
    int victim = any();
    int joining = members().start();
    Pause.ofMs(random.nextInt(500, 6_000)); // from the start of the JVM to after the join
    members().kill(victim);
    members().awaitReady(joining);
    return Members.name(joining) + " joins, " + Members.name(victim) + " dies";
  }

  private String restartJob() {
    while (!stage.grid().restartJob()) {
      Pause.ofMs(200);
    }
    return "job";
  }

  private String killInRestart() {
    restartJob();
    Pause.ofMs(random.nextInt(300));
    return "job, " + replace(any());
  }

  private String cut() {
    int slot = any();
    members().cutOff(slot);
    Pause.of(LONG);
    members().reconnect();
    return Members.name(slot) + " for " + LONG.toSeconds() + " s";
  }

  private int oldest() {
    Grid grid = stage.grid();
    List<String> addresses = grid.members();
    while (addresses.isEmpty()) {
      Pause.ofMs(100);
      addresses = grid.members();
    }
    return members().slotOf(addresses.get(0));
  }

  private int any() {
    List<Integer> slots = members().slots();
    return slots.get(random.nextInt(slots.size()));
  }

  private int anyButOldest() {
    int oldest = oldest();
    int slot = any();
    while (slot == oldest) {
      slot = any();
    }
    return slot;
  }
}

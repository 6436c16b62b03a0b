package io.vitalgrid.chaos.run;

import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.chaos.ChaosException;
import io.vitalgrid.chaos.WindowSettings;
import io.vitalgrid.chaos.grid.Broker;
import io.vitalgrid.chaos.grid.Grid;
import io.vitalgrid.chaos.grid.Lanes;
import io.vitalgrid.chaos.grid.MemberOptions;
import io.vitalgrid.chaos.grid.Members;
import io.vitalgrid.chaos.grid.Network;
import io.vitalgrid.chaos.grid.Workspace;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/** The whole system on its feet: network, broker, members, and a client of the grid. */
final class Stage implements AutoCloseable {
  static final Duration SCALE_UP_DELAY = Duration.ofSeconds(1);
  static final Duration HEARTBEAT_TIMEOUT = Duration.ofSeconds(15);

  private static final Duration START_PATIENCE = Duration.ofMinutes(2);
  private static final Duration STEADY = SCALE_UP_DELAY.plusSeconds(4);
  private static final int POLL_MS = 100;

  private final Log log;
  private final Workspace workspace = Workspace.create();
  private final Network network = Network.open();
  private final Broker broker;
  private final Members members;
  private Grid grid;

  /**
   * Starts everything but the members.
   *
   * @param slots the most members there will be
   */
  Stage(Log log, WindowSettings windowing, int slots, MemberOptions options) {
    this.log = log;
    log.say("folder %s", workspace);
    Runtime.getRuntime().addShutdownHook(new Thread(Stage::killChildren));
    broker = Broker.start(workspace);
    members = new Members(workspace, network, broker.address(), windowing, slots, options);
  }

  /** They end when this process does, unless they are frozen. */
  private static void killChildren() {
    ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
  }

  /** Starts so many members, the first one first, and waits until all take part in the job. */
  void startMembers(int count) {
    members.start();
    grid = Grid.connect(members); // there is a grid that the others can join
    for (int i = 1; i < count; i++) {
      members.start();
    }
    members.slots().forEach(members::awaitReady);
    awaitSteady();
    log.say("%d members run the job", count);
  }

  /** Waits until the job has run, on all members, for longer than a restart is put off. */
  void awaitSteady() {
    if (!awaitHealth(START_PATIENCE, STEADY, () -> 0, 1)) {
      throw new ChaosException(
          "the job does not run on all members after %d s; the logs are in %s"
              .formatted(START_PATIENCE.toSeconds(), workspace));
    }
  }

  /**
   * Waits until all members are in one grid, the job runs on each, and predictions are current, all
   * that for some time.
   *
   * @return whether it came to that in time
   */
  boolean awaitHealth(Duration atMost, Duration steady, LongSupplier lagMs, long maxLagMs) {
    long endNanos = System.nanoTime() + atMost.toNanos();
    long wellSinceNanos = System.nanoTime();
    while (System.nanoTime() < endNanos) {
      if (!isHealthy() || lagMs.getAsLong() > maxLagMs) {
        wellSinceNanos = System.nanoTime();
      } else if (System.nanoTime() - wellSinceNanos >= steady.toNanos()) {
        return true;
      }
      Pause.ofMs(POLL_MS);
    }
    return false;
  }

  /** Whether all members are in one grid, and the job runs on all of them. */
  private boolean isHealthy() {
    return grid.members().size() == members.size()
        && grid.jobStatus() == JobStatus.RUNNING
        && isOnAllMembers();
  }

  /** Whether each member serves patients in this run of the job. */
  boolean isOnAllMembers() {
    Map<String, Lanes> lanes = grid.lanes();
    return lanes.size() == members.size()
        && lanes.values().stream().allMatch(each -> each.served() > 0);
  }

  /** How things stand, in a line. */
  String condition() {
    return "%d of %d members in the grid, job %s, %s%s"
        .formatted(
            grid.members().size(),
            members.size(),
            grid.jobStatus(),
            grid.lanes(),
            members.dead().isEmpty() ? "" : ", ended by themselves: " + members.dead());
  }

  Workspace workspace() {
    return workspace;
  }

  Network network() {
    return network;
  }

  Broker broker() {
    return broker;
  }

  Members members() {
    return members;
  }

  Grid grid() {
    return grid;
  }

  @Override
  public void close() {
    if (grid != null) {
      grid.close();
    }
    members.close();
    broker.close();
    workspace.close();
  }
}

package io.vitalgrid.pipeline.member;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.MonitoringPipeline;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.MapMeters;
import io.vitalgrid.pipeline.score.registry.Models;
import io.vitalgrid.sql.Schema;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the grid, with its HTTP endpoint and the job: whoever starts first submits it, the
 * others find it.
 *
 * <p>Start-up goes from what others can see first to what depends on most: HTTP (which says not
 * ready), grid, SQL tables, Kafka topics, model, job. Closing goes the other way round.
 */
public final class Member implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Member.class);

  /** A little less than what Kubernetes grants: what is not handed over by then is cut off. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(25);

  /** What suspends the job so often while it starts is not over soon. */
  private static final int TOLERATED_FAILURES = 3;

  private static final Duration POLL = Duration.ofMillis(20);
  private static final List<String> MEASURED_MAPS =
      List.of(
          Maps.PATIENTS,
          Maps.PREDICTIONS,
          Maps.WINDOWS,
          Maps.LATE_EVENTS,
          Maps.DISCHARGES,
          Maps.DEVICES,
          Maps.MODELS,
          Maps.MEMBERS);

  private final GridMetrics metrics = new GridMetrics();
  private final Readiness readiness = new Readiness(metrics::kafkaAwayNanos);
  private final Models models = new Models();
  private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // the last one first

  private HazelcastInstance hazelcast;
  private Publisher publisher;
  private Job job;
  private boolean abandoned;

  private Member() {}

  /** Starts a member and waits until the job runs. */
  public static Member start(Settings settings) {
    Stop never = new Stop();
    Member member = start(settings, never, UnaryOperator.identity());
    member.awaitRunning(never);
    return member;
  }

  /**
   * Starts a member and has the job submitted, not waiting until it runs.
   *
   * @param stop ends every wait
   * @param beforeJob called when the grid is up and Kafka and a model are needed next; waits for
   *     what is not there yet, and returns the settings with what has become known
   * @throws StartException if something is in the way
   * @throws io.vitalgrid.pipeline.score.model.ModelException if no model can be used
   */
  static Member start(Settings settings, Stop stop, UnaryOperator<Settings> beforeJob) {
    Settings claimed = Ports.claim(settings, LOG::info);
    OnnxRuntime onnx = OnnxRuntime.load();
    Member member = new Member();
    boolean started = false;
    try {
      member.startGrid(claimed);
      member.startJob(claimed, stop, beforeJob, onnx);
      started = true;
      return member;
    } finally {
      if (!started) {
        member.close();
      }
    }
  }

  private void startGrid(Settings settings) {
    opened.push(metrics.meters());
    opened.push(
        HttpEndpoint.start(
            settings.get(GridSettings.HTTP_BIND_ADDRESS),
            settings.get(GridSettings.HTTP_PORT),
            metrics.meters()::scrape,
            readiness::answer));
    Config config = GridConfig.create(settings);
    config.setProperty("hazelcast.shutdownhook.enabled", "false"); // close() is in charge
    metrics.attachTo(config);
    models.attachTo(config);
    opened.push(models);
    try {
      hazelcast = Hazelcast.newHazelcastInstance(config);
    } catch (HazelcastException | IllegalStateException e) {
      throw new StartException(
          "the grid cannot start at %s: %s".formatted(address(settings), e.getMessage()), e);
    }
    opened.push(this::leave);
    readiness.waitFor("the SQL tables");
    Schema.apply(hazelcast);
    metrics.meters().bind(new MapMeters(hazelcast, MEASURED_MAPS));
    opened.push(HeapWatch.start(settings.get(GridSettings.HEAP_ALARM_PERCENT), metrics.meters()));
    metrics.meters().bind(models);
    publisher = Publisher.start(hazelcast, address(settings), metrics);
  }

  private void startJob(
      Settings settings, Stop stop, UnaryOperator<Settings> beforeJob, OnnxRuntime onnx) {
    readiness.waitFor("Kafka at " + Topics.servers(settings));
    Settings complete = beforeJob.apply(settings);
    new Topics(complete, stop).ensure();
    readiness.waitFor("a model");
    onnx.await();
    models.open(hazelcast, complete);
    awaitMembers(settings.get(GridSettings.GRID_MIN_MEMBERS), stop);
    readiness.waitFor("the job");
    job = MonitoringPipeline.submit(hazelcast, complete);
    readiness.follow(hazelcast, job.getName());
    JobWatch watch = JobWatch.start(job, complete);
    opened.push(watch);
    opened.push(JobSupervisor.start(hazelcast, job.getName(), watch::follow));
  }

  /** With fewer the job could not write, and would count too few as a whole grid. */
  private void awaitMembers(int needed, Stop stop) {
    for (int last = 0; ; stop.pause(POLL)) {
      int here = hazelcast.getCluster().getMembers().size();
      if (here >= needed) {
        return;
      }
      if (here != last) {
        String what = "%d members (grid.min-members), of which %d are here".formatted(needed, here);
        LOG.info("Waiting for {}", what);
        readiness.waitFor(what);
        last = here;
      }
    }
  }

  /**
   * Waits until the job runs.
   *
   * @throws StartException if it will not
   */
  void awaitRunning(Stop stop) {
    int failures = 0;
    for (JobStatus last = null; !readiness.answer().ready(); stop.pause(POLL)) {
      JobStatus status = job.getStatus();
      failures += status == JobStatus.SUSPENDED && status != last ? 1 : 0;
      if (status.isTerminal() || failures > TOLERATED_FAILURES) {
        throw new StartException(
            "job %s is %s: %s".formatted(job.getName(), status, JobWatch.reason(job)));
      }
      last = status;
    }
  }

  /** Hands over in good order; but a grid that cannot let go must not hold its member for ever. */
  private void leave() {
    if (abandoned) {
      hazelcast.getLifecycleService().terminate();
      return;
    }
    Thread shutdown = new Thread(hazelcast::shutdown, "grid-shutdown");
    shutdown.setDaemon(true);
    shutdown.start();
    try {
      shutdown.join(LONGEST_FAREWELL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (shutdown.isAlive()) {
      LOG.warn("The grid did not let this member go within {} s", LONGEST_FAREWELL.toSeconds());
      hazelcast.getLifecycleService().terminate();
    }
  }

  static String address(Settings settings) {
    return settings.get(GridSettings.GRID_BIND_ADDRESS)
        + ":"
        + settings.get(GridSettings.GRID_PORT);
  }

  /** Where this member tells about itself; {@code /metrics} and {@code /health} below it. */
  static String httpUrl(Settings settings) {
    return "http://%s:%d"
        .formatted(
            settings.get(GridSettings.HTTP_BIND_ADDRESS), settings.get(GridSettings.HTTP_PORT));
  }

  public HazelcastInstance hazelcast() {
    return hazelcast;
  }

  public Job job() {
    return job;
  }

  /** Brings this member's row of table {@code members} up to date. */
  void publish() {
    publisher.publish();
  }

  /** Leaves at once when closed, as after a crash: what is in its hands is worth nothing. */
  void abandon() {
    abandoned = true;
  }

  /** Leaves the grid in good order: the job goes on elsewhere, its state is handed over. */
  @Override
  public void close() {
    readiness.waitFor("nothing, the member is stopping");
    if (publisher != null) {
      publisher.hurry();
    }
    while (!opened.isEmpty()) {
      AutoCloseable next = opened.pop();
      try {
        next.close();
      } catch (Exception e) {
        LOG.warn("{} could not be closed: {}", next.getClass().getSimpleName(), e.toString());
      }
    }
    if (publisher != null) {
      publisher.close();
    }
  }
}

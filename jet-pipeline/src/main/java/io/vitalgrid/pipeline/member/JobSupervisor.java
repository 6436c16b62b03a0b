package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.pipeline.event.Backoff;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the job go on from its last snapshot after a failure that suspended it, less and less often
 * while it fails again, without end. What people suspend stays suspended. The oldest member does
 * it. The job is looked up by its name each time: members that started apart have submitted one
 * each, and when they find each other only one of these is left.
 */
final class JobSupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobSupervisor.class);
  private static final long LOOK_MS = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** A job that ran so long has got over its failure. */
  private static final long WELL_NANOS = Duration.ofMinutes(2).toNanos();

  private final HazelcastInstance hazelcast;
  private final String name;
  private final Consumer<Job> watch;
  private final Backoff backoff = new Backoff(LONGEST_PAUSE);
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "job-supervisor");
            thread.setDaemon(true);
            return thread;
          });
  private long resumedAtNanos;

  private JobSupervisor(HazelcastInstance hazelcast, String name, Consumer<Job> watch) {
    this.hazelcast = hazelcast;
    this.name = name;
    this.watch = watch;
  }

  /**
   * @param watch hears at each look which job has that name
   */
  static JobSupervisor start(HazelcastInstance hazelcast, String name, Consumer<Job> watch) {
    JobSupervisor supervisor = new JobSupervisor(hazelcast, name, watch);
    var unused =
        supervisor.timer.scheduleWithFixedDelay(
            supervisor::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    return supervisor;
  }

  private void look() {
    try {
      Job job = hazelcast.getJet().getJob(name);
      if (job == null) {
        return;
      }
      JobStatus status = job.getStatus();
      long now = System.nanoTime();
      if (status == JobStatus.SUSPENDED && isOldest() && hasFailed(job) && backoff.isTime(now)) {
        resume(job, now);
      } else if (status == JobStatus.RUNNING && now - resumedAtNanos > WELL_NANOS) {
        backoff.succeeded();
      }
      watch.accept(job);
    } catch (RuntimeException e) { // one that came out would end the timer without a word
      LOG.debug("The job does not say how it is, or is on its way: {}", e.toString());
    }
  }

  private void resume(Job job, long now) {
    Duration pause = backoff.failed(now);
    resumedAtNanos = now;
    LOG.warn(
        "Job {} goes on from its last snapshot after a failure (try {}; the next one not before"
            + " {} ms from now)",
        name,
        backoff.failures(),
        pause.toMillis());
    job.resume();
  }

  private boolean isOldest() {
    return hazelcast.getCluster().getMembers().iterator().next().localMember();
  }

  /** Whether a failure suspended it, not somebody. */
  private static boolean hasFailed(Job job) {
    return job.getSuspensionCause().dueToError();
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

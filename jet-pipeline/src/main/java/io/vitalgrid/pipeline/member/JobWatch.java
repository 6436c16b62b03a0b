package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.JobStatusEvent;
import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.Policies;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log what becomes of the job. */
final class JobWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  private Job job; // both guarded by this
  private UUID listener;

  private JobWatch() {}

  static JobWatch start(Job job, Settings settings) {
    compare(job, settings);
    JobWatch watch = new JobWatch();
    watch.follow(job);
    return watch;
  }

  /** Turns to this job, if it watches another one: that is no more. */
  synchronized void follow(Job next) {
    if (job == null || job.getId() != next.getId()) {
      listener = next.addStatusListener(event -> changed(next, event));
      job = next;
    }
  }

  @Override
  public synchronized void close() {
    job.removeStatusListener(listener);
  }

  /** A job that was there before keeps the settings it was started with. */
  private static void compare(Job job, Settings settings) {
    Map<String, String> differing = new TreeMap<>();
    Policies.asArguments(settings)
        .forEach(
            (name, mine) -> {
              String value = job.getConfig().getArgument(name);
              if (value != null && !value.equals(mine)) {
                differing.put(name, value);
              }
            });
    if (!differing.isEmpty()) {
      LOG.warn(
          "Job {} runs already, with other settings than this member's; what counts is {}",
          job.getName(),
          differing);
    }
  }

  private static void changed(Job job, JobStatusEvent event) {
    JobStatus status = event.getNewStatus();
    if (status == JobStatus.FAILED || (status == JobStatus.SUSPENDED && !event.isUserRequested())) {
      LOG.error("Job {} is {}: {}", job.getName(), status, firstLines(event.getDescription()));
    } else {
      LOG.info("Job {} is {}", job.getName(), status);
    }
  }

  /** Why the job does not run, in a line. */
  static String reason(Job job) {
    try {
      if (job.getStatus() == JobStatus.SUSPENDED) {
        return firstLines(job.getSuspensionCause().description());
      }
      job.join();
      return "it has ended";
    } catch (CancellationException e) {
      return "it was cancelled";
    } catch (HazelcastException | IllegalStateException e) {
      return firstLines(e.toString());
    } catch (RuntimeException e) { // join() throws whatever the job failed with
      return firstLines(e.toString());
    }
  }

  /** The first two lines: what happened, and of what kind it is. */
  private static String firstLines(String text) {
    if (text == null || text.isBlank()) {
      return "no reason given";
    }
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .limit(2)
        .collect(Collectors.joining(" "));
  }
}

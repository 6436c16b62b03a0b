package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Whether a member is ready, which is when the job runs, and what it waits for until then. */
final class Readiness {
  private final LongSupplier kafkaAwayNanos;
  private volatile String waitingFor = "the grid to start";
  private volatile Supplier<Job> job;

  /**
   * @param kafkaAwayNanos how long Kafka has not answered the running job; 0 while it does
   */
  Readiness(LongSupplier kafkaAwayNanos) {
    this.kafkaAwayNanos = kafkaAwayNanos;
  }

  /**
   * An answer for people and load balancers. While Kafka is away from a running job the member is
   * ready: it answers SQL, and says how old its answers are getting.
   *
   * @param waitingFor empty if ready
   */
  record Answer(boolean ready, String waitingFor, long kafkaAwaySeconds) {
    String json() {
      if (!ready) {
        return "{\"status\":\"waiting\",\"waiting_for\":\"%s\"}".formatted(waitingFor);
      }
      return kafkaAwaySeconds == 0
          ? "{\"status\":\"ready\"}"
          : "{\"status\":\"ready\",\"kafka_away_seconds\":%d}".formatted(kafkaAwaySeconds);
    }
  }

  private static Answer waiting(String what) {
    return new Answer(false, what, 0);
  }

  /** Says what comes next, in words without quotes. */
  void waitFor(String what) {
    waitingFor = what;
    job = null;
  }

  /** From now on the job decides which has this name then: it may be another one later. */
  void follow(HazelcastInstance hazelcast, String name) {
    job = () -> hazelcast.getJet().getJob(name);
  }

  Answer answer() {
    Supplier<Job> followed = job;
    if (followed == null) {
      return waiting(waitingFor);
    }
    try {
      Job found = followed.get();
      if (found == null) {
        return waiting("the job, which is not there");
      }
      JobStatus status = found.getStatus();
      return status == JobStatus.RUNNING
          ? new Answer(true, "", TimeUnit.NANOSECONDS.toSeconds(kafkaAwayNanos.getAsLong()))
          : waiting("the job, which is " + status);
    } catch (HazelcastInstanceNotActiveException e) {
      return waiting("nothing, the member has stopped");
    } catch (HazelcastException e) {
      return waiting("the grid, which does not say how the job is");
    }
  }
}

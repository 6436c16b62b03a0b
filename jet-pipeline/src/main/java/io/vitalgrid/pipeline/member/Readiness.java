package io.vitalgrid.pipeline.member;

import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;

/** Whether a member is ready, which is when the job runs, and what it waits for until then. */
final class Readiness {
  private volatile String waitingFor = "the grid to start";
  private volatile Job job;

  /**
   * An answer for people and load balancers.
   *
   * @param waitingFor empty if ready
   */
  record Answer(boolean ready, String waitingFor) {
    private static final Answer READY = new Answer(true, "");

    String json() {
      return ready
          ? "{\"status\":\"ready\"}"
          : "{\"status\":\"waiting\",\"waiting_for\":\"%s\"}".formatted(waitingFor);
    }
  }

  /** Says what comes next, in words without quotes. */
  void waitFor(String what) {
    waitingFor = what;
    job = null;
  }

  /** From now on the job decides. */
  void follow(Job followed) {
    job = followed;
  }

  Answer answer() {
    Job followed = job;
    if (followed == null) {
      return new Answer(false, waitingFor);
    }
    try {
      JobStatus status = followed.getStatus();
      return status == JobStatus.RUNNING
          ? Answer.READY
          : new Answer(false, "the job, which is " + status);
    } catch (HazelcastInstanceNotActiveException e) {
      return new Answer(false, "nothing, the member has stopped");
    } catch (HazelcastException e) {
      return new Answer(false, "the grid, which does not say how the job is");
    }
  }
}

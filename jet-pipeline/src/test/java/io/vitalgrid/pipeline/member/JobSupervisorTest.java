package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.DAG;
import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.pipeline.TestGrid;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobSupervisorTest {
  private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
  private static HazelcastInstance member;

  @BeforeAll
  static void start() throws Exception {
    member = TestGrid.bareMember();
  }

  @AfterAll
  static void stop() {
    member.shutdown();
  }

  @Test
  void when_jobFails_then_itGoesOn_asOftenAsItTakes() {
    FAILURES_LEFT.set(3);
    Job job = submit("fails");
    JobSupervisor supervisor = JobSupervisor.start(member, job.getName(), any -> {});
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> FAILURES_LEFT.get() < 0 && job.getStatus() == JobStatus.RUNNING);
    } finally {
      supervisor.close();
    }
    job.cancel();
  }

  @Test
  void when_somebodySuspendsTheJob_then_itStaysSuspended() throws Exception {
    FAILURES_LEFT.set(0);
    Job job = submit("suspended");
    await().until(() -> job.getStatus() == JobStatus.RUNNING);
    job.suspend();
    await().until(() -> job.getStatus() == JobStatus.SUSPENDED);
    JobSupervisor supervisor = JobSupervisor.start(member, job.getName(), any -> {});
    try {
      TimeUnit.SECONDS.sleep(2);
      assertThat(job.getStatus()).isEqualTo(JobStatus.SUSPENDED);
    } finally {
      supervisor.close();
    }
    job.cancel();
  }

  /** As after a split of the grid, when the job of the smaller side is dropped. */
  @Test
  void when_theJobIsAnotherOneOfThatName_then_thatOneIsLookedAfter() {
    FAILURES_LEFT.set(0);
    Job dropped = submit("twice");
    Readiness readiness = new Readiness(() -> 0);
    AtomicReference<Job> watched = new AtomicReference<>();
    readiness.follow(member, "twice");
    await().until(() -> readiness.answer().ready());
    JobSupervisor supervisor = JobSupervisor.start(member, "twice", watched::set);
    try {
      dropped.cancel();
      await().until(() -> dropped.getStatus().isTerminal());
      assertThat(readiness.answer().ready()).isFalse();
      FAILURES_LEFT.set(1);
      Job other = submit("twice");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> FAILURES_LEFT.get() < 0 && other.getStatus() == JobStatus.RUNNING);
      await().until(() -> readiness.answer().ready());
      assertThat(watched.get().getId()).isEqualTo(other.getId());
      other.cancel();
    } finally {
      supervisor.close();
    }
  }

  private static Job submit(String name) {
    DAG dag = new DAG();
    dag.newVertex("fails", Failing::new).localParallelism(1);
    return member.getJet().newJob(dag, new JobConfig().setName(name).setSuspendOnFailure(true));
  }

  private static final class Failing extends AbstractProcessor {
    @Override
    public boolean complete() {
      if (FAILURES_LEFT.get() >= 0 && FAILURES_LEFT.getAndDecrement() > 0) {
        throw new IllegalStateException("planted");
      }
      return false;
    }
  }
}

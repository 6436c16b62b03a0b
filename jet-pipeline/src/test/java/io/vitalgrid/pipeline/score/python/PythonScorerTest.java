package io.vitalgrid.pipeline.score.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real thing: a member, its job, a Python process. */
class PythonScorerTest {
  private static final String MODEL = "sum@1";
  private static HazelcastInstance member;

  @BeforeAll
  static void start() throws Exception {
    PythonModels.assumePython("grpc, google.protobuf, venv, ensurepip");
    member = TestGrid.bareMember(config -> config.getJetConfig().setResourceUploadEnabled(true));
  }

  @AfterAll
  static void stop() {
    if (member != null) {
      member.shutdown();
    }
  }

  @Test
  void when_jobStartsAnew_then_whatWasAskedIsAnswered_andWhenUnwanted_then_theJobEnds() {
    Job job;
    try (PythonScorer scorer =
        new PythonScorer(member, MODEL, PythonModels.SUM, PythonModels.CARD, () -> false)) {
      assertScores(scorer);
      tellLatency(scorer, 1);
      tellLatency(scorer, 64);
      tellLatency(scorer, 256);

      job = member.getJet().getJob("python-" + MODEL);
      job.suspend();
      await().until(() -> job.getStatus() == JobStatus.SUSPENDED);
      CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> assertScores(scorer));
      job.resume();
      asked.join();
    }
    assertThat(job.getStatus().isTerminal()).isTrue();
  }

  @Test
  void when_modelFails_then_theReasonIsSaid() {
    byte[] code = PythonModels.code("def score(features, rows):\n    return 1 / 0\n");
    try (PythonScorer scorer =
        new PythonScorer(member, "fails@1", code, PythonModels.CARD, () -> false)) {
      assertThatThrownBy(() -> scorer.score(new float[] {50, 90}, 1, new double[1]))
          .isInstanceOf(ModelException.class)
          .hasMessage("Model fails@1 failed: ZeroDivisionError in line 2");
    }
  }

  private static void assertScores(PythonScorer scorer) {
    double[] risks = new double[2];
    scorer.score(new float[] {50, 90, 20, Float.NaN}, 2, risks);
    assertThat(risks[0]).isCloseTo(0.35, within(1e-9));
    assertThat(risks[1]).isCloseTo(0.13, within(1e-9));
  }

  private static void tellLatency(PythonScorer scorer, int count) {
    float[] rows = new float[2 * count];
    Arrays.fill(rows, 50);
    double[] risks = new double[count];
    int rounds = 200;
    long[] nanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      scorer.score(rows, count, risks);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        "Python, batch of %d: p50 %.2f ms, p99 %.2f ms%n",
        count, nanos[rounds / 2] / 1e6, nanos[rounds * 99 / 100] / 1e6);
  }
}

package io.vitalgrid.pipeline.score.python;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.jet.Job;
import com.hazelcast.jet.core.JobStatus;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores in a Python process, for one thread: a call waits for it, the first one until Python has
 * started, which takes seconds. For shadows only.
 */
public final class PythonScorer extends PythonScoring {
  private static final Logger LOG = LoggerFactory.getLogger(PythonScorer.class);
  private static final long PATIENCE_SECONDS = 120;
  private static final long LOOK_MS = 200;

  private final Exchange exchange;
  private final Job job;
  private final BooleanSupplier wanted;

  /**
   * Returns at once; Python starts meanwhile.
   *
   * @param model Python code with a function {@code score(features, rows)}
   * @param wanted whether the grid still has a use for the model when this scorer is closed: then
   *     other members go on with it
   */
  public PythonScorer(
      HazelcastInstance member,
      String modelId,
      byte[] model,
      ModelCard card,
      BooleanSupplier wanted) {
    super(modelId, card);
    this.wanted = wanted;
    exchange = Exchange.of(member, modelId);
    job = PythonJob.start(member, modelId, model);
  }

  @Override
  String ask(float[] rows, int count) {
    long batch = exchange.nextBatch();
    return await(exchange.ask(batch, Wire.question(batch, features(), rows, count)));
  }

  private String await(CompletableFuture<String> answer) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() - deadline < 0) {
      try {
        return answer.get(LOOK_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        failIfEnded();
      } catch (ExecutionException e) {
        throw new ModelException("Python gave no answer", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ModelException("The member is leaving", e);
      }
    }
    throw new ModelException("Python gave no answer for " + PATIENCE_SECONDS + " s");
  }

  private void failIfEnded() {
    if (job.getStatus() != JobStatus.FAILED) {
      return;
    }
    throw new ModelException(
        "Python does not run: "
            + reason(job.getFuture())
            + ". Members need python3 with venv, grpcio and protobuf (docs/models.md, Python)");
  }

  private static String reason(CompletableFuture<Void> ended) {
    try {
      ended.join();
      return "it has ended";
    } catch (RuntimeException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return cause.getMessage();
    }
  }

  @Override
  public void close() {
    try {
      if (!wanted.getAsBoolean()) {
        end();
      }
    } catch (HazelcastInstanceNotActiveException e) {
      // The member is leaving; the others go on.
    }
  }

  /** Several members may end it at once, and a job that starts anew cannot be ended yet. */
  private void end() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!job.getStatus().isTerminal() && System.nanoTime() - deadline < 0) {
      try {
        job.cancel();
      } catch (IllegalStateException e) {
        LOG.debug("Job {} cannot be ended yet: {}", job.getName(), e.toString());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
    }
  }
}

package io.vitalgrid.pipeline.score.shadow;

import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Scores with the shadow model what lanes hand over, on a thread of its own, and compares.
 *
 * <p>The champion's answer never waits for it: a lane copies its rows into a free buffer and goes
 * on; if none is free, the rows are counted as dropped. What the shadow takes of the machine is
 * bounded too: after each batch its thread rests so long that it stays within its budget.
 *
 * <pre>
 * lane ── free buffer? ─ yes ─► fill ─► full ─► [thread: score, compare, rest] ─► free
 *                      └ no ──► dropped
 * </pre>
 */
public final class Shadow implements AutoCloseable {
  private static final int BUFFERS = 32;
  private static final long POLL_MS = 100;

  private final String championId;
  private final Scorer scorer;
  private final int budgetPercent;
  private final Comparison comparison;
  private final Consumer<String> onFailure;
  private final Runnable onEnd;
  private final BlockingQueue<ShadowBatch> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<ShadowBatch> full = new ArrayBlockingQueue<>(BUFFERS);
  private final LongAdder dropped = new LongAdder();
  private final LongAdder handed = new LongAdder();
  private final LongAdder handOverNanos = new LongAdder();
  private final AtomicLong busyNanos = new AtomicLong();
  private final long startNanos = System.nanoTime();
  private final Thread thread;
  private double[] risks = new double[0]; // of the thread
  private volatile boolean closed;

  /**
   * @param championId whose risks are compared with
   * @param scorer the shadow's, which must stay open until the end
   * @param budgetPercent of one core
   * @param threshold risk from which on a patient counts as at risk
   * @param onFailure told once, with the reason, if the shadow fails; it then rests for ever
   * @param onEnd run when the scorer is not used any more
   */
  public Shadow(
      String championId,
      Scorer scorer,
      int budgetPercent,
      double threshold,
      Consumer<String> onFailure,
      Runnable onEnd) {
    this.championId = championId;
    this.scorer = scorer;
    this.budgetPercent = budgetPercent;
    this.onFailure = onFailure;
    this.onEnd = onEnd;
    comparison = new Comparison(threshold, new SplittableRandom(championId.hashCode()));
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new ShadowBatch(scorer.features()));
    }
    thread = new Thread(this::run, "shadow-" + scorer.modelId());
    thread.setDaemon(true);
    thread.start();
  }

  public String championId() {
    return championId;
  }

  public String shadowId() {
    return scorer.modelId();
  }

  /**
   * Hands a scored batch over, or counts it as dropped. Called by lanes; never waits.
   *
   * @param items the batch; panes with a profile are its rows
   * @param risks the champion's, of those rows
   * @param scored how many rows there are
   */
  public void offer(List<Object> items, double[] risks, int scored) {
    ShadowBatch batch = closed ? null : free.poll();
    if (batch == null) {
      dropped.add(scored);
      return;
    }
    long start = System.nanoTime();
    batch.fill(items, risks, scored);
    full.add(batch); // there is room for every buffer
    handOverNanos.add(System.nanoTime() - start);
    handed.add(scored);
  }

  private void run() {
    try {
      while (!closed) {
        ShadowBatch batch = full.poll(POLL_MS, TimeUnit.MILLISECONDS);
        if (batch != null) {
          long start = System.nanoTime();
          score(batch);
          free.add(batch);
          long nanos = System.nanoTime() - start;
          busyNanos.addAndGet(nanos);
          LockSupport.parkNanos(nanos * (100 - budgetPercent) / budgetPercent);
        }
      }
    } catch (InterruptedException e) {
      closed = true;
    } catch (ModelException e) {
      closed = true;
      onFailure.accept(e.getMessage());
    } finally {
      onEnd.run();
    }
  }

  private void score(ShadowBatch batch) {
    if (risks.length < batch.count()) {
      risks = new double[2 * batch.count()];
    }
    scorer.score(batch.rows(), batch.count(), risks);
    for (int row = 0; row < batch.count(); row++) {
      comparison.add(batch.patient(row), batch.champion(row), risks[row]);
    }
  }

  /** How the two compare so far. */
  public Figures figures() {
    Comparison.Figures compared = comparison.figures();
    long busy = busyNanos.get();
    return new Figures(
        compared.rows(),
        dropped.sum(),
        compared.meanDifference(),
        compared.meanAbsDifference(),
        compared.rankCorrelation(),
        compared.changedShare(),
        busy / 1e3 / compared.rows(),
        (double) busy / (System.nanoTime() - startNanos),
        handOverNanos.sum() / 1e3 / handed.sum());
  }

  /**
   * How champion and shadow compare; NaN where there is nothing yet.
   *
   * @param dropped rows that the budget did not allow
   * @param microsPerRow on the shadow's own thread
   * @param cpuShare of one core
   * @param handOverMicrosPerRow on the lanes
   */
  public record Figures(
      long rows,
      long dropped,
      double meanDifference,
      double meanAbsDifference,
      double rankCorrelation,
      double changedShare,
      double microsPerRow,
      double cpuShare,
      double handOverMicrosPerRow) {}

  /** The patients whose outcomes would tell which model is better. */
  public Set<String> patients() {
    return comparison.patients();
  }

  /** Judges both models by what came true. */
  public Judgement judge(Map<String, Boolean> outcomes) {
    return comparison.judge(outcomes);
  }

  /**
   * @param labels patients with a known outcome and both risks
   */
  public record Judgement(long labels, double championAuc, double shadowAuc) {}

  /** Ends soon; waits for nothing. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}

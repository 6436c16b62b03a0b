package io.vitalgrid.pipeline.score;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction.Status;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage SCORE of one lane: whatever the inbox holds is one micro-batch, one call of the model.
 *
 * <pre>
 * in 0   Pane, Departed       out 0   Prediction, Departed, for the grid
 *                             out 1   Prediction, for the topic
 * </pre>
 */
public final class ScoreP extends AbstractProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreP.class);
  private static final int[] BOTH = {0, 1};
  private static final int MAX_BATCH = 256;
  private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<Object> batch = new ArrayList<>(MAX_BATCH);
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private final double[] risks = new double[MAX_BATCH];
  private float[] rows = new float[0];
  private GridMetrics metrics;
  private Tally tally;
  private Models models;
  private long logAtNanos = System.nanoTime();

  @Override
  protected void init(Context context) {
    metrics = GridMetrics.of(context.hazelcastInstance());
    tally = metrics.openTally();
    models = Models.of(context.hazelcastInstance());
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    // A member may be given work before it has its models: the work waits.
    while (flush() && !inbox.isEmpty() && models.champion() != null) {
      inbox.drainTo(batch, MAX_BATCH);
      score();
      batch.clear();
    }
  }

  private void score() {
    Scorer scorer = models.champion();
    int scored = fillRows(scorer.features());
    boolean failed = scored > 0 && !run(scorer, scored);
    long nowMs = System.currentTimeMillis();
    int row = 0;
    for (Object item : batch) {
      if (item instanceof Pane pane) {
        News2.Score news2 = News2.of(pane.stats());
        if (pane.profile() == null) {
          pending.add(new Prediction(pane, Double.NaN, Status.NO_PROFILE, null, news2, nowMs));
        } else if (failed) {
          pending.add(new Prediction(pane, Double.NaN, Status.FAILED, null, news2, nowMs));
        } else {
          pending.add(
              new Prediction(pane, risks[row++], Status.SCORED, scorer.modelId(), news2, nowMs));
        }
      } else {
        pending.add(item);
      }
    }
  }

  /**
   * @return how many panes can be scored
   */
  private int fillRows(List<Feature> features) {
    int size = batch.size() * features.size();
    if (rows.length < size) {
      rows = Arrays.copyOf(rows, size);
    }
    int scored = 0;
    int i = 0;
    for (Object item : batch) {
      if (item instanceof Pane pane && pane.profile() != null) {
        for (int f = 0; f < features.size(); f++) {
          rows[i++] = features.get(f).value(pane.profile(), pane.stats());
        }
        scored++;
      }
    }
    return scored;
  }

  private boolean run(Scorer scorer, int count) {
    long startNanos = System.nanoTime();
    try {
      scorer.score(rows, count, risks);
      tally.add(Counter.SCORED, count);
      return true;
    } catch (ModelException e) {
      if (startNanos - logAtNanos >= 0) {
        logAtNanos = startNanos + LOG_EVERY_NANOS;
        LOG.error("{} panes are passed on without a risk: {}", count, e.getMessage());
      }
      return false;
    } finally {
      metrics.recordInference(System.nanoTime() - startNanos);
    }
  }

  private boolean flush() {
    for (Object item; (item = pending.peek()) != null; pending.remove()) {
      boolean emitted = item instanceof Prediction ? tryEmit(BOTH, item) : tryEmit(0, item);
      if (!emitted) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean tryProcess() {
    return flush();
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }

  @Override
  public boolean saveToSnapshot() {
    return flush();
  }

  @Override
  public void close() {
    if (tally != null) {
      metrics.closeTally(tally);
    }
  }
}

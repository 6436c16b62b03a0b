package io.vitalgrid.pipeline.score;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.pipeline.drift.DriftWindow;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.score.registry.LiveModel;
import io.vitalgrid.pipeline.score.registry.Models;
import io.vitalgrid.pipeline.score.shadow.Shadow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stage SCORE of one lane: whatever the inbox holds is one micro-batch, one call of the model. A
 * batch has one model: if that fails, its predecessor scores the whole batch.
 *
 * <pre>
 * in 0   Batch of Pane, Departed     out 0   Batch of Prediction, Departed, for the grid
 *                                    out 1   Prediction, for the topic
 *                                    out 2   as out 0, for alerts
 * </pre>
 */
public final class ScoreP extends AbstractProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(ScoreP.class);
  private static final int TOPIC = 1;
  private static final int[] GRID_AND_ALERTS = {0, 2};
  private static final long LOG_EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final List<Object> batch = new ArrayList<>(Batch.MOST);
  private final double[] risks = new double[Batch.MOST];
  private float[] rows = new float[0];

  /** To be passed on, or null: in one piece in the lane, then one by one to the topic. */
  private Batch outgoing;

  private boolean isInLane;
  private int next;

  private GridMetrics metrics;
  private Tally tally;
  private Models models;
  private String failure;
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
    while (flush() && !inbox.isEmpty() && models.isOpen()) {
      fill(inbox);
      score();
      batch.clear();
    }
  }

  private void fill(Inbox inbox) {
    for (Batch piece; (piece = (Batch) inbox.peek()) != null; inbox.remove()) {
      if (batch.size() + piece.items().length > Batch.MOST) {
        break;
      }
      Collections.addAll(batch, piece.items());
    }
  }

  private void score() {
    LiveModel champion = models.enterChampion();
    try {
      int scored = countScorable();
      boolean failed = scored > 0;
      while (failed) {
        fillRows(champion.scorer().features(), scored);
        failed = !run(champion.scorer(), scored);
        if (!failed) {
          tally.add(Counter.SCORED, scored);
        } else if (models.fail(champion, failure)) {
          champion.leave();
          champion = models.enterChampion();
        } else {
          logFailure(scored);
          break;
        }
      }
      collect(champion.scorer(), failed);
      if (scored > 0 && !failed) {
        count(champion);
      }
      Shadow shadow = scored > 0 && !failed ? models.shadowOf(champion) : null;
      if (shadow != null) {
        shadow.offer(batch, risks, scored);
      }
    } finally {
      champion.leave();
    }
  }

  private void collect(Scorer scorer, boolean failed) {
    long nowMs = System.currentTimeMillis();
    int columns = scorer.features().size();
    String model = scorer.modelId();
    int row = 0;
    Object[] items = new Object[batch.size()];
    for (int i = 0; i < items.length; i++) {
      Object item = batch.get(i);
      if (item instanceof Pane pane) {
        if (pane.profile() == null) {
          item = Prediction.without(pane, Status.NO_PROFILE, nowMs);
        } else if (failed) {
          item = Prediction.without(pane, Status.FAILED, nowMs);
        } else {
          float[] given = Arrays.copyOfRange(rows, row * columns, (row + 1) * columns);
          item = new Prediction(pane, risks[row++], Status.SCORED, model, nowMs, given);
        }
      }
      items[i] = item;
    }
    outgoing = new Batch(items);
  }

  /** For drift: what the model was given, and what it gave. */
  private void count(LiveModel champion) {
    DriftWindow drift = champion.drift();
    int columns = champion.scorer().features().size();
    int row = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i) instanceof Pane pane && pane.profile() != null) {
        drift.offer(pane.patient().id(), pane.eventTimeMs(), rows, row * columns, risks[row]);
        row++;
      }
    }
  }

  private int countScorable() {
    int count = 0;
    for (int i = 0; i < batch.size(); i++) {
      count += isScorable(batch.get(i)) ? 1 : 0;
    }
    return count;
  }

  private static boolean isScorable(Object item) {
    return item instanceof Pane pane && pane.profile() != null;
  }

  private void fillRows(List<Feature> features, int scored) {
    int columns = features.size();
    if (rows.length < scored * columns) {
      rows = new float[Math.max(scored * columns, 2 * rows.length)];
    }
    int next = 0;
    for (int i = 0; i < batch.size(); i++) {
      if (batch.get(i) instanceof Pane pane && pane.profile() != null) {
        for (int f = 0; f < columns; f++) {
          rows[next++] = features.get(f).value(pane);
        }
      }
    }
  }

  private boolean run(Scorer scorer, int count) {
    long startNanos = System.nanoTime();
    try {
      scorer.score(rows, count, risks);
      return true;
    } catch (ModelException e) {
      failure = e.getMessage();
      return false;
    } finally {
      metrics.recordInference(System.nanoTime() - startNanos);
    }
  }

  /** There is no other model: say so, but not for every batch. */
  private void logFailure(int count) {
    long nowNanos = System.nanoTime();
    if (nowNanos - logAtNanos >= 0) {
      logAtNanos = nowNanos + LOG_EVERY_NANOS;
      LOG.error("{} panes are passed on without a risk: {}", count, failure);
    }
  }

  private boolean flush() {
    if (outgoing == null) {
      return true;
    }
    isInLane = isInLane || tryEmit(GRID_AND_ALERTS, outgoing);
    if (!isInLane) {
      return false;
    }
    for (Object[] items = outgoing.items(); next < items.length; next++) {
      if (items[next] instanceof Prediction && !tryEmit(TOPIC, items[next])) {
        return false;
      }
    }
    outgoing = null;
    isInLane = false;
    next = 0;
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

package io.vitalgrid.benchmarks.state;

import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;

/** Makes predictions without a model: what is measured is state. */
final class Unscored extends AbstractProcessor {
  private Batch pending;

  @Override
  protected boolean tryProcess0(Object item) {
    if (pending == null) {
      Object[] items = ((Batch) item).items().clone();
      for (int i = 0; i < items.length; i++) {
        if (items[i] instanceof Pane pane) {
          items[i] = Prediction.without(pane, Status.NO_PROFILE, System.currentTimeMillis());
        }
      }
      pending = new Batch(items);
    }
    if (!tryEmit(pending)) {
      return false;
    }
    pending = null;
    return true;
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true;
  }
}

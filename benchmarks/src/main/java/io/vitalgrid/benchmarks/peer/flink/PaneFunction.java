package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import io.vitalgrid.pipeline.window.Timing;
import org.apache.flink.streaming.api.functions.windowing.ProcessWindowFunction;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;
import org.apache.flink.util.Collector;

/** From a firing window to the pane that it is. */
final class PaneFunction extends ProcessWindowFunction<Stats, Prediction, String, TimeWindow> {
  @Override
  public void process(
      String patient, Context context, Iterable<Stats> content, Collector<Prediction> out) {
    Stats stats = content.iterator().next();
    stats.revision++;
    Timing timing = Timing.EARLY;
    if (context.currentWatermark() >= context.window().maxTimestamp()) {
      boolean live = stats.newestEndMs == context.window().getEnd();
      timing = !stats.settled ? Timing.ON_TIME : live ? Timing.EARLY : Timing.LATE;
      stats.settled = true;
    }
    out.collect(new Prediction(patient, timing, context.window().getEnd(), stats));
  }
}

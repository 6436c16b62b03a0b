package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import org.apache.flink.streaming.api.windowing.triggers.Trigger;
import org.apache.flink.streaming.api.windowing.triggers.TriggerResult;
import org.apache.flink.streaming.api.windowing.windows.TimeWindow;

/**
 * Flink's event-time trigger, which also fires at each event in the patient's newest window (of an
 * event older than that, the newest that holds it): the live prediction from the same state.
 */
final class LiveTrigger extends Trigger<BedEvent, TimeWindow> {
  @Override
  public TriggerResult onElement(
      BedEvent event, long timeMs, TimeWindow window, TriggerContext context) {
    boolean late = window.maxTimestamp() <= context.getCurrentWatermark();
    if (!late) {
      context.registerEventTimeTimer(window.maxTimestamp());
    }
    boolean live = window.getEnd() == Math.min(event.newestEndMs, event.lastEndMs());
    return late || live ? TriggerResult.FIRE : TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onEventTime(long timeMs, TimeWindow window, TriggerContext context) {
    return timeMs == window.maxTimestamp() ? TriggerResult.FIRE : TriggerResult.CONTINUE;
  }

  @Override
  public TriggerResult onProcessingTime(long timeMs, TimeWindow window, TriggerContext context) {
    return TriggerResult.CONTINUE;
  }

  @Override
  public void clear(TimeWindow window, TriggerContext context) {
    context.deleteEventTimeTimer(window.maxTimestamp());
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Tells vitals which of the patient's windows is the newest. */
final class NewestFunction extends KeyedProcessFunction<String, BedEvent, BedEvent> {
  private transient ValueState<Long> newestEndMs;

  @Override
  public void open(OpenContext context) {
    ValueStateDescriptor<Long> state = new ValueStateDescriptor<>("newest", Types.LONG);
    state.enableTimeToLive(Flow.FOR_A_DAY);
    newestEndMs = getRuntimeContext().getState(state);
  }

  @Override
  public void processElement(BedEvent event, Context context, Collector<BedEvent> out)
      throws Exception {
    if (event.kind == BedEvent.DISCHARGE) {
      newestEndMs.clear();
      return;
    }
    Long before = newestEndMs.value();
    long now = BedEvent.newestEndMs(event.timeMs);
    if (before == null || before < now) {
      newestEndMs.update(now);
    }
    event.newestEndMs = before == null ? now : Math.max(before, now);
    out.collect(event);
  }
}

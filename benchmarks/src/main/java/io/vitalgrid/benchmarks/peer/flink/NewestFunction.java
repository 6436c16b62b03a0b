package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.StateTtlConfig;
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
    state.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(24)).build());
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
    event.newestEndMs = before == null ? now : Math.max(before, now);
    newestEndMs.update(event.newestEndMs);
    out.collect(event);
  }
}

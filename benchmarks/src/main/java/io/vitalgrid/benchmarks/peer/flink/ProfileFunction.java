package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Gives vitals the patient's profile, and tells which of their windows is the newest. */
final class ProfileFunction extends KeyedProcessFunction<String, BedEvent, BedEvent> {
  private transient ValueState<BedEvent> known;

  @Override
  public void open(OpenContext context) {
    // The last admission, whose newestEndMs holds the patient's newest window.
    ValueStateDescriptor<BedEvent> state =
        new ValueStateDescriptor<>("patient", new KnownSerializer());
    state.enableTimeToLive(Flow.FOR_A_DAY);
    known = getRuntimeContext().getState(state);
  }

  @Override
  public void processElement(BedEvent event, Context context, Collector<BedEvent> out)
      throws Exception {
    BedEvent patient = known.value();
    if (event.kind == BedEvent.DISCHARGE) {
      known.clear();
      return;
    }
    if (patient == null) {
      patient = new BedEvent();
      patient.patientId = event.patientId;
    }
    if (event.kind == BedEvent.ADMISSION) {
      patient.facts = event.facts;
      known.update(patient);
      return;
    }
    long endMs = BedEvent.newestEndMs(event.timeMs);
    if (endMs > patient.newestEndMs) {
      patient.newestEndMs = endMs;
      known.update(patient);
    }
    event.facts = patient.facts;
    event.newestEndMs = patient.newestEndMs;
    out.collect(event);
  }
}

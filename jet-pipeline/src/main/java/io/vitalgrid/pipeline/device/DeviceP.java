package io.vitalgrid.pipeline.device;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.AbstractProcessor;
import com.hazelcast.jet.core.Inbox;
import com.hazelcast.jet.core.Watermark;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.DeviceRow;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Reached;
import io.vitalgrid.pipeline.event.Refused;
import io.vitalgrid.pipeline.event.Vitals;
import io.vitalgrid.pipeline.lane.Batch;
import java.util.ArrayDeque;

/**
 * Stage DEVICES of one lane: {@link DeviceWatch} between Jet's queues and table {@code devices}.
 *
 * <pre>
 * in 0   Batch of Vitals, Discharge,     out 0   DeviceReport, for the grid
 *        Refused, Reached                out 1   DeviceChange, for the topic
 * </pre>
 *
 * <p>A snapshot holds nothing of it: what the lane knew it learns anew from what comes, beginning
 * with the status that the table has. Until then it watches over the rows of its own partitions, so
 * that a device that nobody hears any more is missed. Nothing is counted twice, for the monitor
 * passes on only what it has not applied before.
 */
public final class DeviceP extends AbstractProcessor implements DeviceOutput {
  private static final int CHECK_AT_ONCE = 64;

  private final DeviceWatch watch;
  private final ArrayDeque<Object> pending = new ArrayDeque<>();
  private Questions questions;

  public DeviceP(DevicePolicy policy) {
    watch = new DeviceWatch(policy, this);
  }

  @Override
  protected void init(Context context) {
    HazelcastInstance hazelcast = context.hazelcastInstance();
    questions = new Questions(hazelcast.<String, DeviceRow>getMap(Maps.DEVICES));
    questions
        .rows(context.processorPartitions(), hazelcast.getPartitionService())
        .forEach(watch::watchOver);
  }

  @Override
  public boolean tryProcess() {
    questions.answer(watch);
    if (!flush()) {
      return false;
    }
    watch.checkDue(CHECK_AT_ONCE);
    return flush();
  }

  @Override
  public void process(int ordinal, Inbox inbox) {
    questions.answer(watch); // Jet calls tryProcess only when the inbox is empty
    for (Batch batch; flush() && (batch = (Batch) inbox.poll()) != null; ) {
      hear(batch);
    }
  }

  private void hear(Batch batch) {
    for (Object item : batch.items()) {
      if (item instanceof Vitals vitals) {
        watch.hear(vitals);
      } else if (item instanceof Reached reached) {
        watch.advance(reached.watermarkMs());
        watch.checkDue(CHECK_AT_ONCE);
      } else if (item instanceof Refused refused) {
        watch.refuse(refused);
      } else if (item instanceof Discharge discharge) {
        watch.discharge(discharge);
      }
    }
  }

  @Override
  public boolean tryProcessWatermark(Watermark watermark) {
    return true; // it comes among the events
  }

  @Override
  public boolean saveToSnapshot() {
    return flush();
  }

  private boolean flush() {
    for (Object item; (item = pending.peek()) != null; pending.remove()) {
      if (!tryEmit(item instanceof DeviceChange ? 1 : 0, item)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void report(DeviceReport report) {
    pending.add(report);
  }

  @Override
  public void change(DeviceChange change) {
    pending.add(change);
  }

  @Override
  public void appeared(DeviceState device) {
    questions.ask(device, DeviceWatch::adopt);
  }

  @Override
  public void silent(DeviceState device) {
    questions.ask(device, DeviceWatch::judgeSilent);
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Events on their way to another lane; never changed by two. */
final class EventSerializer extends PeerSerializer<BedEvent> {
  @Override
  public BedEvent copy(BedEvent from) {
    return from;
  }

  @Override
  public void serialize(BedEvent event, DataOutputView out) throws IOException {
    event.write(out);
  }

  @Override
  public BedEvent deserialize(DataInputView in) throws IOException {
    return BedEvent.read(in);
  }
}

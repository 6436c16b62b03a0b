package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What {@link ProfileFunction} keeps of a patient. */
final class KnownSerializer extends PeerSerializer<BedEvent> {
  @Override
  public BedEvent copy(BedEvent from) {
    BedEvent copy = new BedEvent();
    copy.patientId = from.patientId;
    copy.facts = from.facts;
    copy.newestEndMs = from.newestEndMs;
    return copy;
  }

  @Override
  public void serialize(BedEvent known, DataOutputView out) throws IOException {
    out.writeLong(known.newestEndMs);
    known.writeFacts(out);
  }

  @Override
  public BedEvent deserialize(DataInputView in) throws IOException {
    BedEvent known = new BedEvent();
    known.newestEndMs = in.readLong();
    known.readFacts(in);
    return known;
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.Stats;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A window's content in checkpoints. */
final class StatsSerializer extends PeerSerializer<Stats> {
  @Override
  public Stats copy(Stats from) {
    return from.copy();
  }

  @Override
  public void serialize(Stats stats, DataOutputView out) throws IOException {
    stats.write(out);
  }

  @Override
  public Stats deserialize(DataInputView in) throws IOException {
    return Stats.read(in);
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.Prediction;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Predictions that wait for an answer while a checkpoint is made; they never leave their chain. */
final class PredictionSerializer extends PeerSerializer<Prediction> {
  @Override
  public Prediction copy(Prediction from) {
    return from;
  }

  @Override
  public void serialize(Prediction prediction, DataOutputView out) throws IOException {
    prediction.write(out);
  }

  @Override
  public Prediction deserialize(DataInputView in) throws IOException {
    return Prediction.read(in);
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of what never leaves its chain. */
final class Passing<T> extends PeerSerializer<T> {
  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public void serialize(T item, DataOutputView out) {
    throw new UnsupportedOperationException("the operators are not chained");
  }

  @Override
  public T deserialize(DataInputView in) {
    throw new UnsupportedOperationException("the operators are not chained");
  }
}

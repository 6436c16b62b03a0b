package io.vitalgrid.benchmarks.peer.flink;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What our serializers have in common; each has two methods of its own, and a copy. */
abstract class PeerSerializer<T> extends TypeSerializerSingleton<T> {
  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>();
  }

  /** State of a benchmark is never read by another version. */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) {}

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) {}

    @Override
    public TypeSerializer<T> restoreSerializer() {
      throw new UnsupportedOperationException("the benchmark's job is not restored");
    }

    @Override
    public org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility<T>
        resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
      return org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility
          .compatibleAsIs();
    }
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PeerSerializerTest {
  static Stream<PeerSerializer<?>> serializers() {
    return Stream.of(
        new EventSerializer(),
        new KnownSerializer(),
        new StatsSerializer(),
        new PredictionSerializer());
  }

  /** As when a job that failed goes back to its checkpoint. */
  @ParameterizedTest
  @MethodSource("serializers")
  void when_aCheckpointNamesASerializer_then_itIsThereAgain(PeerSerializer<?> serializer)
      throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<?> read =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(read.restoreSerializer()).isEqualTo(serializer);
  }
}

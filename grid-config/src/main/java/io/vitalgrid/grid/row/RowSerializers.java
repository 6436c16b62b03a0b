package io.vitalgrid.grid.row;

import com.hazelcast.config.CompactSerializationConfig;
import com.hazelcast.nio.serialization.compact.CompactSerializer;

/** The serializers of all keys and values: what a member, or a client that reads rows, needs. */
public final class RowSerializers {
  private RowSerializers() {}

  /** Adds them all. */
  public static void register(CompactSerializationConfig config) {
    CompactSerializer<?>[] all = {
      new PatientRowSerializer(),
      new PredictionRowSerializer(),
      new WindowKeySerializer(),
      new WindowRowSerializer(),
      new LateEventRowSerializer(),
      new ModelKeySerializer(),
      new ModelRowSerializer(),
      new ScoringRowSerializer(),
      new AlertRowSerializer(),
      new AcknowledgementRowSerializer(),
      new DeviceRowSerializer(),
      new DriftRowSerializer(),
      new MemberRowSerializer()
    };
    for (CompactSerializer<?> serializer : all) {
      config.addSerializer(serializer);
    }
  }
}

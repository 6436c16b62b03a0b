package io.vitalgrid.grid.row;

import com.hazelcast.config.CompactSerializationConfig;
import java.util.List;

/** The serializers of all keys and values: what a member, or a client that reads rows, needs. */
public final class RowSerializers {
  private static final List<RowSerializer<?>> ALL =
      List.of(
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
          new MemberRowSerializer());

  private RowSerializers() {}

  /** Adds them all. */
  public static void register(CompactSerializationConfig config) {
    ALL.forEach(config::addSerializer);
  }

  /** Null if it is no row. */
  @SuppressWarnings("unchecked") // by its class
  static <V> RowSerializer<V> of(V row) {
    for (RowSerializer<?> serializer : ALL) {
      if (serializer.getCompactClass() == row.getClass()) {
        return (RowSerializer<V>) serializer;
      }
    }
    return null;
  }
}

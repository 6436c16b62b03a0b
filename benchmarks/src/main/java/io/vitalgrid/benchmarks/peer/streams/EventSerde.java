package io.vitalgrid.benchmarks.peer.streams;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** Parses once, where Streams first needs to know an event's time. */
final class EventSerde {
  /** Of each stream thread: they share one serde. */
  private static final ThreadLocal<BedEvent.Parser> PARSER =
      ThreadLocal.withInitial(BedEvent.Parser::new);

  private EventSerde() {}

  /** Reads records; null if one is to be rejected. How far it is dated ahead is not seen here. */
  static Serde<BedEvent> parsing() {
    return Serdes.serdeFrom(
        (topic, event) -> {
          throw new UnsupportedOperationException("events are shuffled");
        },
        (topic, bytes) -> PARSER.get().parse(bytes, 0, 0, Long.MAX_VALUE));
  }
}

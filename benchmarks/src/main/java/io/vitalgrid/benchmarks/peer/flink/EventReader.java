package io.vitalgrid.benchmarks.peer.flink;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Parses in the source, so that watermarks follow event time. Bad records are dropped. */
final class EventReader implements KafkaRecordDeserializationSchema<BedEvent> {
  private final TypeInformation<BedEvent> type;
  private transient BedEvent.Parser parser;

  EventReader(TypeInformation<BedEvent> type) {
    this.type = type;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<BedEvent> out) {
    if (parser == null) {
      parser = new BedEvent.Parser();
    }
    BedEvent event =
        parser.parse(record.value(), record.partition(), record.offset(), record.timestamp());
    if (event != null) {
      out.collect(event);
    }
  }

  @Override
  public TypeInformation<BedEvent> getProducedType() {
    return type;
  }
}

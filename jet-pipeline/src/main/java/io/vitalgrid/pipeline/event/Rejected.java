package io.vitalgrid.pipeline.event;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A refused record, unchanged, with the reason; on its way to the rejected topic. */
public record Rejected(ConsumerRecord<byte[], byte[]> record, Reason reason) {
  @Override
  public String toString() {
    return "Rejected[" + record.topic() + "-" + record.partition() + "@" + record.offset() + "]";
  }
}

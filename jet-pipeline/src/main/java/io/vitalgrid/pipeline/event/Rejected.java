package io.vitalgrid.pipeline.event;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Utils;

/** A refused record, unchanged, with the reason; on its way to the rejected topic. */
public record Rejected(ConsumerRecord<byte[], byte[]> record, Reason reason) {
  /** With copies of the record's bytes: its own are a piece of all that was read with it. */
  static Rejected of(ConsumerRecord<ByteBuffer, ByteBuffer> read, Reason reason) {
    return new Rejected(
        new ConsumerRecord<>(
            read.topic(),
            read.partition(),
            read.offset(),
            read.timestamp(),
            read.timestampType(),
            read.serializedKeySize(),
            read.serializedValueSize(),
            Utils.toNullableArray(read.key()),
            Utils.toNullableArray(read.value()),
            copy(read.headers()),
            read.leaderEpoch()),
        reason);
  }

  private static Headers copy(Headers read) {
    Headers copy = new RecordHeaders();
    for (Header header : read) {
      copy.add(new RecordHeader(header.key(), header.value()));
    }
    return copy;
  }

  @Override
  public String toString() {
    return "Rejected[" + record.topic() + "-" + record.partition() + "@" + record.offset() + "]";
  }
}

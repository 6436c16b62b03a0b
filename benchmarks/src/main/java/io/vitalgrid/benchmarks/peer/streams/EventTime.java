package io.vitalgrid.benchmarks.peer.streams;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Event time; bad records get a negative one, which Streams drops. */
final class EventTime implements TimestampExtractor {
  private static final long DROP = -1;

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMs) {
    return record.value() instanceof BedEvent event
            && event.timeMs - PeerSettings.MAX_CLOCK_SKEW_MS <= record.timestamp()
        ? event.timeMs
        : DROP;
  }
}

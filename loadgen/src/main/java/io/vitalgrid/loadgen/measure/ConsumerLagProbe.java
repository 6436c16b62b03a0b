package io.vitalgrid.loadgen.measure;

import io.vitalgrid.loadgen.send.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** By how many records a consumer group is behind the end of its partitions, once a second. */
public final class ConsumerLagProbe extends EverySecond<OptionalLong> {
  private final Admin admin;
  private final String group;

  public ConsumerLagProbe(KafkaClients clients, String group) {
    super("loadgen-lag", OptionalLong.empty());
    this.admin = clients.admin();
    this.group = group;
    start();
  }

  @Override
  OptionalLong read() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> read =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    read.keySet().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(asked).all().get();
    long lag = 0;
    for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : read.entrySet()) {
      if (entry.getValue() != null) {
        lag += Math.max(0, ends.get(entry.getKey()).offset() - entry.getValue().offset());
      }
    }
    return read.isEmpty() ? OptionalLong.empty() : OptionalLong.of(lag);
  }

  @Override
  public void close() {
    super.close();
    admin.close(Duration.ZERO);
  }
}

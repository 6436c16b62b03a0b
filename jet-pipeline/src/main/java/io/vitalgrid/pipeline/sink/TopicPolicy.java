package io.vitalgrid.pipeline.sink;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Where the topic sink writes; plain values, so that it travels with the job.
 *
 * @param writerName what transactional ids and their groups begin with, one for each grid
 * @param leaseMs how long a member may have stood still and still send, without asking
 * @param producerProperties for Kafka's producer
 */
public record TopicPolicy(
    String predictions,
    String lateEvents,
    String rejected,
    String alerts,
    String writerName,
    long leaseMs,
    Map<String, String> producerProperties)
    implements Serializable {
  List<String> topics() {
    return List.of(predictions, lateEvents, rejected, alerts);
  }
}

package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.check.OutputTopics;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.measure.Probes;
import io.vitalgrid.loadgen.schedule.Plan;
import io.vitalgrid.loadgen.send.KafkaClients;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param discard makes the events, but sends none
 * @param partitions of the topic if it must be created
 * @param maxSendLag above it, the generator has fallen behind its schedule
 * @param warmup the first part of the run, which says nothing about lag and latency
 * @param checked topics to compare with what had to come out; empty: not compared
 */
record LoadSettings(
    boolean discard,
    KafkaClients kafka,
    String topic,
    int partitions,
    Plan plan,
    EventSettings events,
    Duration maxSendLag,
    Duration warmup,
    Probes.What probes,
    Optional<OutputTopics> checked) {

  LoadSettings {
    require(!topic.isBlank(), "topic is empty, must be a name, such as patient-data");
    require(partitions >= 1, "partitions is " + partitions + ", must be at least 1, such as 4");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

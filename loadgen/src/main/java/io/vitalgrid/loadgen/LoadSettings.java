package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.schedule.Schedule;
import io.vitalgrid.loadgen.send.KafkaClients;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is to do.
 *
 * @param partitions of the topic if it must be created
 * @param rate events per second
 * @param duration empty: until stopped
 * @param deterioratingShare patients that go through episodes, 0 to 1
 * @param maxSendLag above it, the generator has fallen behind its schedule
 * @param warmup the first part of the run, which says nothing about lag and latency
 * @param predictionsTopic empty: latencies are not measured
 */
record LoadSettings(
    KafkaClients kafka,
    String topic,
    int partitions,
    int rate,
    Optional<Duration> duration,
    Disorder disorder,
    double deterioratingShare,
    long seed,
    Duration maxSendLag,
    Duration warmup,
    Optional<String> predictionsTopic) {

  LoadSettings {
    require(!topic.isBlank(), "topic is empty, must be a name, such as patient-data");
    require(
        rate >= 1 && rate <= Schedule.MAX_RATE,
        "rate is " + rate + " events/s, must be 1 to " + Schedule.MAX_RATE + ", such as 1000");
    require(partitions >= 1, "partitions is " + partitions + ", must be at least 1, such as 4");
    require(
        duration.isEmpty() || duration.get().toMillis() > 0,
        "duration must be above 0, such as 60s; leave it out to run until stopped");
    require(
        deterioratingShare >= 0 && deterioratingShare <= 1,
        "deteriorating-share is " + deterioratingShare + ", must be 0 to 1, such as 0.05");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

package io.vitalgrid.benchmarks.peer.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.PredictionJson;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Topics, at least once: a checkpoint waits until all before it is acknowledged. */
final class Sinks {
  private Sinks() {}

  static KafkaSink<Prediction> predictions() {
    return sink(new PredictionRecord());
  }

  static KafkaSink<BedEvent> tooLate() {
    return sink(new TooLateRecord());
  }

  private static <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> schema) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(PeerSettings.kafka())
        .setKafkaProducerConfig(PeerSettings.producer())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(schema)
        .build();
  }

  private static final class PredictionRecord
      implements KafkaRecordSerializationSchema<Prediction> {
    private transient PredictionJson json;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Prediction prediction, KafkaSinkContext context, Long timeMs) {
      if (json == null) {
        json = new PredictionJson();
      }
      byte[] value = prediction.json != null ? prediction.json : json.prediction(prediction);
      return new ProducerRecord<>(
          PeerSettings.PREDICTIONS, prediction.patientId.getBytes(UTF_8), value);
    }
  }

  private static final class TooLateRecord implements KafkaRecordSerializationSchema<BedEvent> {
    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        BedEvent event, KafkaSinkContext context, Long timeMs) {
      String text =
          "{\"patient_id\":\"%s\",\"event_id\":\"%s/%d\",\"event_time\":%d}"
              .formatted(event.patientId, event.deviceId, event.seq, event.timeMs);
      return new ProducerRecord<>(
          PeerSettings.LATE_EVENTS, event.patientId.getBytes(UTF_8), text.getBytes(UTF_8));
    }
  }
}

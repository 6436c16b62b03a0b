package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitalgrid.pipeline.alert.AlertChange;
import io.vitalgrid.pipeline.device.DeviceChange;
import io.vitalgrid.pipeline.event.Rejected;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** From results to the records that topics get. Used by one thread. */
final class TopicRecords {
  private final TopicPolicy policy;
  private final JsonEncoder json = new JsonEncoder();

  TopicRecords(TopicPolicy policy) {
    this.policy = policy;
  }

  /**
   * @param item a {@link Prediction}, {@link TooLate}, {@link AlertChange}, {@link DeviceChange} or
   *     {@link Rejected}
   */
  ProducerRecord<byte[], byte[]> of(Object item) {
    if (item instanceof Prediction prediction) {
      return record(
          policy.predictions(), prediction.pane().patient().id(), json.prediction(prediction));
    }
    if (item instanceof TooLate late) {
      return record(policy.lateEvents(), late.event().patient().id(), json.tooLate(late));
    }
    if (item instanceof AlertChange change) {
      String patientId = change.row().patientId();
      return record(
          policy.alerts(), patientId == null ? change.alertId() : patientId, json.alert(change));
    }
    if (item instanceof DeviceChange change) {
      return record(policy.alerts(), change.patient().id(), json.deviceChange(change));
    }
    return rejected((Rejected) item);
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, key.getBytes(UTF_8), value);
  }

  /** The record as it came, headers included, with its coordinates and the reason added. */
  private ProducerRecord<byte[], byte[]> rejected(Rejected rejected) {
    ConsumerRecord<byte[], byte[]> from = rejected.record();
    RecordHeaders headers = new RecordHeaders(from.headers());
    headers.add("vitalgrid.reason", rejected.reason().code().getBytes(US_ASCII));
    headers.add("vitalgrid.topic", from.topic().getBytes(UTF_8));
    headers.add("vitalgrid.partition", Integer.toString(from.partition()).getBytes(US_ASCII));
    headers.add("vitalgrid.offset", Long.toString(from.offset()).getBytes(US_ASCII));
    headers.add("vitalgrid.timestamp", Long.toString(from.timestamp()).getBytes(US_ASCII));
    return new ProducerRecord<>(policy.rejected(), null, null, from.key(), from.value(), headers);
  }
}

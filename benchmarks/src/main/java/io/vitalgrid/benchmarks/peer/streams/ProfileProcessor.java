package io.vitalgrid.benchmarks.peer.streams;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Gives vitals the patient's profile, tells which of their windows is the newest, and marks those
 * whose every window is closed: the windows themselves would only count them.
 */
final class ProfileProcessor implements FixedKeyProcessor<String, BedEvent, BedEvent> {
  static final String STORE = "patients";

  private final long graceMs;
  private FixedKeyProcessorContext<String, BedEvent> context;

  /** The last admission, whose newestEndMs holds the patient's newest window. */
  private KeyValueStore<String, BedEvent> known;

  ProfileProcessor(long graceMs) {
    this.graceMs = graceMs;
  }

  static StoreBuilder<KeyValueStore<String, BedEvent>> store() {
    return Stores.keyValueStoreBuilder(
        Stores.inMemoryKeyValueStore(STORE),
        Serdes.String(),
        Serdes.serdeFrom(
            (topic, patient) -> patient == null ? null : bytes(patient),
            (topic, bytes) -> bytes == null ? null : patient(bytes)));
  }

  private static byte[] bytes(BedEvent patient) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(patient.newestEndMs);
      patient.writeFacts(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static BedEvent patient(byte[] bytes) {
    BedEvent patient = new BedEvent();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      patient.newestEndMs = in.readLong();
      patient.readFacts(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patient;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, BedEvent> given) {
    context = given;
    known = given.getStateStore(STORE);
  }

  @Override
  public void process(FixedKeyRecord<String, BedEvent> record) {
    BedEvent event = record.value();
    if (event.kind == BedEvent.DISCHARGE) {
      known.delete(event.patientId);
      return;
    }
    BedEvent patient = known.get(event.patientId);
    boolean changed = patient == null;
    patient = changed ? new BedEvent() : patient;
    if (event.kind == BedEvent.ADMISSION) {
      patient.facts = event.facts;
      known.put(event.patientId, patient);
      return;
    }
    long newestEndMs = BedEvent.newestEndMs(event.timeMs);
    if (newestEndMs > patient.newestEndMs) {
      patient.newestEndMs = newestEndMs;
      changed = true;
    }
    if (changed) {
      known.put(event.patientId, patient);
    }
    event.facts = patient.facts;
    event.newestEndMs = patient.newestEndMs;
    if (event.lastEndMs() <= context.currentStreamTimeMs() - graceMs) {
      event.kind = BedEvent.TOO_LATE;
    }
    context.forward(record);
  }
}

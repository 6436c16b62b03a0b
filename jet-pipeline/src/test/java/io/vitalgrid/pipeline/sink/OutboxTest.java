package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox outbox = new Outbox(3, 41, new ArrayList<>());

  private static ProducerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ProducerRecord<>("predictions", key == null ? null : key.getBytes(UTF_8), value);
  }

  @Test
  void when_empty_then_oneBlobStillNamesWriterAndNumber() {
    List<byte[]> blobs = outbox.toBlobs();

    assertThat(blobs).hasSize(1);
    assertThat(Outbox.fromBlob(blobs.get(0))).isEqualTo(outbox);
  }

  @Test
  void when_writtenAndRead_then_nullsAndHeadersAreAsTheyWere() {
    ProducerRecord<byte[], byte[]> odd = record(null, null);
    odd.headers().add("reason", "älter".getBytes(UTF_8)).add("none", null).add("reason", null);
    outbox.records().add(odd);
    outbox.records().add(record("P1", new byte[0]));

    List<ProducerRecord<byte[], byte[]>> read = Outbox.fromBlob(outbox.toBlobs().get(0)).records();

    assertThat(read).hasSize(2);
    assertThat(read.get(0).topic()).isEqualTo("predictions");
    assertThat(read.get(0).key()).isNull();
    assertThat(read.get(0).value()).isNull();
    assertThat(read.get(0).headers()).isEqualTo(odd.headers());
    assertThat(read.get(1).key()).isEqualTo("P1".getBytes(UTF_8));
    assertThat(read.get(1).value()).isEmpty();
  }

  @Test
  void when_recordsAreLarge_then_theyArePartedInOrder() {
    for (int i = 0; i < 5; i++) {
      outbox.records().add(record("P" + i, new byte[700_000]));
    }

    List<Outbox> parts = outbox.toBlobs().stream().map(Outbox::fromBlob).toList();

    assertThat(parts).extracting(part -> part.records().size()).containsExactly(2, 2, 1);
    assertThat(parts).allSatisfy(part -> assertThat(part.number()).isEqualTo(41));
    assertThat(parts.stream().flatMap(part -> part.records().stream()))
        .extracting(record -> new String(record.key(), UTF_8))
        .containsExactly("P0", "P1", "P2", "P3", "P4");
  }
}

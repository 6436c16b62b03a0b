package io.vitalgrid.pipeline.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** Records of ten bytes: a key of two, a value of three, a header of two and three. */
class UnacknowledgedTest {
  private final Unacknowledged unacknowledged = new Unacknowledged();

  @Test
  void when_nothingWasSent_then_thereIsNothing() {
    assertThat(unacknowledged.records()).isEmpty();
    assertThat(unacknowledged.exceed(0)).isFalse();
  }

  @Test
  void when_recordsWait_then_keysValuesAndHeadersCount() {
    unacknowledged.enter(record());
    unacknowledged.enter(record());

    assertThat(unacknowledged.exceed(19)).isTrue();
    assertThat(unacknowledged.exceed(20)).isFalse();
  }

  @Test
  void when_aRecordHasNoKeyOrValue_then_theRestCounts() {
    unacknowledged.enter(new ProducerRecord<>("topic", null, new byte[7]));
    unacknowledged.enter(new ProducerRecord<>("topic", new byte[2], null));

    assertThat(unacknowledged.exceed(8)).isTrue();
    assertThat(unacknowledged.exceed(9)).isFalse();
  }

  @Test
  void when_oneInTheMiddleIsAcknowledged_then_theOthersWaitInOrder() {
    ProducerRecord<byte[], byte[]> first = record();
    ProducerRecord<byte[], byte[]> third = record();
    unacknowledged.enter(first);
    Callback second = unacknowledged.enter(record());
    unacknowledged.enter(third);

    second.onCompletion(null, null);

    assertThat(unacknowledged.records()).containsExactly(first, third);
    assertThat(unacknowledged.exceed(20)).isFalse();
    assertThat(unacknowledged.exceed(19)).isTrue();
  }

  @Test
  void when_manyPassBehindOneThatWaits_then_itStays() {
    ProducerRecord<byte[], byte[]> stuck = record();
    unacknowledged.enter(stuck);
    for (int i = 0; i < 5_000; i++) {
      unacknowledged.enter(record()).onCompletion(null, null);
    }

    assertThat(unacknowledged.records()).containsExactly(stuck);
    assertThat(unacknowledged.exceed(10)).isFalse();
  }

  @Test
  void when_kafkaRefusesOne_then_itFails_and_theRecordIsKept() {
    Callback refused = unacknowledged.enter(record());

    refused.onCompletion(null, new AuthorizationException("no"));

    assertThat(unacknowledged.records()).hasSize(1);
    assertThatThrownBy(unacknowledged::failIfRefused)
        .isInstanceOf(IllegalStateException.class)
        .hasCauseInstanceOf(AuthorizationException.class);
  }

  /** A producer that does not block says so of a topic that it may not know of. */
  @Test
  void when_theTopicIsForbidden_then_itFails_andIsNotTakenForMissing() {
    unacknowledged
        .enter(record())
        .onCompletion(
            null, new TimeoutException("not present", new TopicAuthorizationException("topic")));

    assertThat(unacknowledged.takeNotTaken()).isNull();
    assertThatThrownBy(unacknowledged::failIfRefused)
        .hasRootCauseInstanceOf(TopicAuthorizationException.class);
  }

  @Test
  void when_aRecordIsTooLarge_then_itIsGivenUp() {
    unacknowledged.enter(record()).onCompletion(null, new RecordTooLargeException("too large"));

    assertThat(unacknowledged.records()).isEmpty();
    assertThatCode(unacknowledged::failIfRefused).doesNotThrowAnyException();
  }

  private static ProducerRecord<byte[], byte[]> record() {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("topic", new byte[2], new byte[3]);
    record.headers().add("ab", "cde".getBytes(UTF_8));
    return record;
  }
}

package io.vitalgrid.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedBrokerTest {
  private static final String TOPIC = "patient-data";

  @TempDir private Path temp;

  @Test
  void when_recordIsProduced_then_itIsConsumedInAGroup() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      KafkaSide kafka = new KafkaSide(broker.bootstrapServers());
      kafka.createTopic(TOPIC, 4);
      kafka.send(TOPIC, bytes("first"));

      assertThat(kafka.readInGroup(TOPIC, "readers", 1)).containsExactly(bytes("first"));
    }
  }

  @Test
  void when_recordHasFiveMegabytes_then_itPasses_butNotWithTwenty() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      KafkaSide kafka = new KafkaSide(broker.bootstrapServers());
      kafka.createTopic(TOPIC, 1);
      byte[] large = new byte[5_000_000];
      Arrays.fill(large, (byte) 'x');
      kafka.send(TOPIC, large);

      assertThat(kafka.readAll(TOPIC)).containsExactly(large);
      assertThatThrownBy(() -> kafka.send(TOPIC, new byte[20_000_000]))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void when_topicDoesNotExist_then_itIsNotCreated() {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      KafkaSide kafka = new KafkaSide(broker.bootstrapServers());

      assertThatThrownBy(() -> kafka.send("patient-dta", bytes("lost")))
          .hasCauseInstanceOf(TimeoutException.class)
          .hasMessageContaining("patient-dta");
    }
  }

  @Test
  void when_restartedOnItsFolderAndPort_then_recordsAndOffsetsAreThere() throws Exception {
    Path dataDir = temp.resolve("data");
    String address;
    try (EmbeddedBroker broker = EmbeddedBroker.start(in(dataDir))) {
      address = broker.bootstrapServers();
      KafkaSide kafka = new KafkaSide(address);
      kafka.createTopic(TOPIC, 1);
      kafka.send(TOPIC, bytes("first"));
      assertThat(kafka.readInGroup(TOPIC, "readers", 1)).containsExactly(bytes("first"));
    }

    int port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
    try (EmbeddedBroker broker = EmbeddedBroker.start(in(dataDir).withPort(port))) {
      KafkaSide kafka = new KafkaSide(broker.bootstrapServers());
      kafka.send(TOPIC, bytes("second"));

      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(kafka.readAll(TOPIC)).containsExactly(bytes("first"), bytes("second"));
      assertThat(kafka.readInGroup(TOPIC, "readers", 1)).containsExactly(bytes("second"));
    }
  }

  @Test
  void when_folderIsTemporary_then_closeRemovesIt() {
    EmbeddedBroker broker = EmbeddedBroker.start();
    Path folder = broker.dataDir();
    assertThat(folder.resolve("meta.properties")).exists();

    broker.close();
    broker.close();

    assertThat(folder).doesNotExist();
  }

  @Test
  void when_portIsTaken_then_messageNamesPortAndWayOut() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedBroker.start(on(other.getLocalPort())))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining("port " + other.getLocalPort() + " on 127.0.0.1")
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void when_folderHoldsOtherFiles_then_itIsRefusedAndLeftAlone() throws Exception {
    Path other = Files.writeString(temp.resolve("thesis.txt"), "years of work");

    assertThatThrownBy(() -> EmbeddedBroker.start(in(temp)))
        .isInstanceOf(BrokerException.class)
        .hasMessageContaining(temp.toString())
        .hasMessageContaining("give an empty or a new folder");
    assertThat(temp).isDirectoryContaining(other::equals).isDirectoryNotContaining("glob:**/meta*");
  }

  @Test
  void when_folderIsInUseByAnotherBroker_then_startFailsAndTheFirstGoesOn() throws Exception {
    Path dataDir = temp.resolve("data");
    try (EmbeddedBroker broker = EmbeddedBroker.start(in(dataDir))) {
      assertThatThrownBy(() -> EmbeddedBroker.start(in(dataDir)))
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(dataDir.toString())
          .hasMessageContaining("in use by a running broker");

      KafkaSide kafka = new KafkaSide(broker.bootstrapServers());
      kafka.createTopic(TOPIC, 1);
      kafka.send(TOPIC, bytes("first"));
      assertThat(kafka.readAll(TOPIC)).hasSize(1);
    }
  }

  @Test
  void when_optionsAreOutOfRange_then_messageNamesValueAndRule() {
    assertThatThrownBy(() -> on(70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000")
        .hasMessageContaining("65535");
    assertThatThrownBy(() -> new EmbeddedBroker.Options(0, null, 0))
        .hasMessageContaining("partitions is 0");
  }

  private static EmbeddedBroker.Options in(Path dataDir) {
    return EmbeddedBroker.Options.DEFAULTS.withDataDir(dataDir);
  }

  private static EmbeddedBroker.Options on(int port) {
    return EmbeddedBroker.Options.DEFAULTS.withPort(port);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}

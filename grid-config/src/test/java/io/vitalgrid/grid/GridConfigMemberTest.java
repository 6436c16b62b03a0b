package io.vitalgrid.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What the configuration does, on real members. */
class GridConfigMemberTest {
  private static final Logger ADDRESS_PICKER =
      Logger.getLogger("com.hazelcast.instance.AddressPicker");

  private final List<HazelcastInstance> started = new ArrayList<>();

  @AfterEach
  void stop() {
    started.forEach(HazelcastInstance::shutdown);
  }

  @Test
  void when_bound_to_an_address_then_no_other_address_answers() throws IOException {
    int port = FreePort.onLoopback();
    start(settings(port));

    try (Socket socket = connect(1, port)) {
      assertThat(socket.isConnected()).isTrue();
    }
    assertThatThrownBy(() -> connect(2, port).close()).isInstanceOf(ConnectException.class);
  }

  @Test
  void when_the_port_is_taken_then_no_other_is_tried() {
    ADDRESS_PICKER.setLevel(Level.OFF); // it says so at SEVERE, as it should
    int port = FreePort.onLoopback();
    start(settings(port));
    assertThatThrownBy(() -> start(settings(port).with(GridSettings.GRID_CLUSTER_NAME, "second")))
        .isInstanceOf(HazelcastException.class)
        .hasMessageContaining(Integer.toString(port));
  }

  @Test
  void when_a_member_is_named_then_it_is_joined() {
    int first = FreePort.onLoopback();
    HazelcastInstance one = start(settings(first));
    HazelcastInstance two =
        start(
            settings(FreePort.onLoopback())
                .with(GridSettings.GRID_MEMBERS, List.of("127.0.0.1:" + first)));
    assertThat(two.getCluster().getMembers()).hasSize(2);
    one.getMap(Maps.PATIENTS).put("P1", "here");
    assertThat(two.getMap(Maps.PATIENTS).get("P1")).isEqualTo("here");
  }

  @Test
  void when_no_member_is_named_then_members_stay_alone() {
    start(settings(FreePort.onLoopback()));
    HazelcastInstance other = start(settings(FreePort.onLoopback()));
    assertThat(other.getCluster().getMembers()).hasSize(1);
  }

  @Test
  void when_a_class_is_not_allowed_then_it_is_not_deserialized() {
    HazelcastInstance member = start(settings(FreePort.onLoopback()));
    IMap<String, Object> map = member.getMap("any");
    map.put("ours", Vital.SPO2);
    map.put("java", new ArrayList<>(List.of("a")));
    map.put("foreign", new AssertionFailedError("a class outside of the allow-list"));

    assertThat(map.get("ours")).isEqualTo(Vital.SPO2);
    assertThat(map.get("java")).isEqualTo(List.of("a"));
    assertThatThrownBy(() -> map.get("foreign"))
        .isInstanceOf(HazelcastSerializationException.class)
        .has(cause(SecurityException.class));
  }

  @Test
  void when_ttl_has_passed_then_the_entry_is_gone() {
    HazelcastInstance member =
        start(
            settings(FreePort.onLoopback())
                .with(GridSettings.MAPS_WINDOWS_TTL, Duration.ofMillis(1)));
    IMap<String, String> windows = member.getMap(Maps.WINDOWS);
    IMap<String, String> predictions = member.getMap(Maps.PREDICTIONS);
    windows.put("key", "value");
    predictions.put("key", "value");

    await().atMost(Duration.ofSeconds(5)).until(() -> windows.get("key") == null);
    assertThat(predictions.get("key")).as("its own TTL is a day").isEqualTo("value");
  }

  @Test
  void when_a_client_knows_the_cluster_name_then_it_connects() {
    int port = FreePort.onLoopback();
    start(settings(port));
    ClientConfig config = new ClientConfig().setClusterName("test");
    config.getNetworkConfig().addAddress("127.0.0.1:" + port);
    HazelcastInstance client = HazelcastClient.newHazelcastClient(config);
    started.add(client);
    assertThat(client.getCluster().getMembers()).hasSize(1);
  }

  /** Connects to 127.0.0.{@code last}. */
  private static Socket connect(int last, int port) throws IOException {
    return new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last}), port);
  }

  private static Settings settings(int port) {
    return Settings.defaults()
        .with(GridSettings.GRID_CLUSTER_NAME, "test")
        .with(GridSettings.GRID_PORT, port);
  }

  private HazelcastInstance start(Settings settings) {
    HazelcastInstance instance = Hazelcast.newHazelcastInstance(GridConfig.create(settings));
    started.add(0, instance);
    return instance;
  }

  private static Condition<Throwable> cause(Class<? extends Throwable> type) {
    return new Condition<>(
        thrown -> {
          Throwable cause = thrown;
          while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
          }
          return cause != null;
        },
        "caused by %s",
        type);
  }
}

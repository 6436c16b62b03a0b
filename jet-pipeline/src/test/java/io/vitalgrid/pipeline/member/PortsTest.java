package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {
  private final List<String> said = new ArrayList<>();

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static Settings withFreeHttp() {
    return Settings.defaults().with(GridSettings.HTTP_PORT, 0);
  }

  @Test
  void when_portIsTaken_then_messageNamesIt_and_theWayOut() throws IOException {
    try (ServerSocket taken = listen()) {
      int port = taken.getLocalPort();
      Settings settings = withFreeHttp().with(GridSettings.GRID_PORT, port);

      assertThatThrownBy(() -> Ports.claim(settings, said::add))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("port " + port + " on 127.0.0.1 (grid.port)")
          .hasMessageContaining("--set grid.port=");
    }
  }

  @Test
  void when_brokerPortIsTaken_then_messageShowsHowToRunBesideIt() throws IOException {
    try (ServerSocket taken = listen()) {
      Settings settings =
          withFreeHttp()
              .with(GridSettings.GRID_PORT, FreePort.onLoopback())
              .with(GridSettings.BROKER_PORT, taken.getLocalPort());

      assertThatThrownBy(() -> Ports.claimWithBroker(settings, said::add))
          .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 (broker.port)")
          .hasMessageContaining("--set grid.port=")
          .hasMessageContaining("--set broker.port=")
          .hasMessageNotContaining("http.port"); // any one will do
    }
  }

  @Test
  void when_memberJoins_and_nobodySetThePort_then_itTakesAnother_and_saysSo() throws IOException {
    try (ServerSocket taken = listen()) {
      int port = taken.getLocalPort();
      Settings settings =
          withFreeHttp()
              .withDefault(GridSettings.GRID_PORT, port)
              .with(GridSettings.GRID_MEMBERS, List.of("127.0.0.1:" + port));

      Settings claimed = Ports.claim(settings, said::add);

      int other = claimed.get(GridSettings.GRID_PORT);
      assertThat(other).isGreaterThan(port);
      assertThat(said).containsExactly("grid.port: " + port + " is taken, using " + other);
    }
  }

  @Test
  void when_anyHttpPortWillDo_then_aRealOneIsChosen() {
    assertThat(
            Ports.claim(
                    withFreeHttp().with(GridSettings.GRID_PORT, FreePort.onLoopback()), said::add)
                .get(GridSettings.HTTP_PORT))
        .isPositive();
  }
}

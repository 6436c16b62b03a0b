package io.vitalgrid.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
  private static final String HOST = "127.0.0.1";

  @Test
  void when_asked_then_outsideWhatConnectionsGet() throws IOException {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      ports.add(FreePort.on(HOST));
    }
    assertThat(ports).hasSize(100).allMatch(port -> port >= 10_000 && port < 32_768);
  }

  @Test
  void when_nextOneTaken_then_anotherOne() throws IOException {
    int next = FreePort.on(HOST) + 1;
    try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getByName(HOST))) {
      assertThat(FreePort.on(HOST)).isNotEqualTo(taken.getLocalPort());
    }
  }

  @Test
  void when_addressOfAnotherMachine_then_saysSo() {
    assertThatThrownBy(() -> FreePort.on("192.0.2.1"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("assign");
  }
}

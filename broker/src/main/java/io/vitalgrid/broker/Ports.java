package io.vitalgrid.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Asks the operating system about TCP ports. */
final class Ports {
  private Ports() {}

  /**
   * Says early and clearly what Kafka would say late and at length.
   *
   * @throws BrokerException if something listens on the port already
   */
  static void requireFree(String host, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
      socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerException(
          "port %d on %s cannot be used (%s): stop what listens there, or choose another port (--port; 0 takes any free one)"
              .formatted(port, host, e.getMessage()),
          e);
    }
  }
}

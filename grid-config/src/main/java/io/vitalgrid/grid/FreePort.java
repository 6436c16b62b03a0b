package io.vitalgrid.grid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on.
 *
 * <p>None that a system asked for any port gives: those it gives to outgoing connections too, and
 * until its finder listens one of those may have got it.
 */
public final class FreePort {
  private static final int FIRST = 10_000;
  // Linux gives its connections ports from here on, others from later ones.
  private static final int END = 32_768;

  // From somewhere else in each process, so that two that start together do not find the same.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(END - FIRST));

  private FreePort() {}

  /** As {@link #on}, where it is known that one can listen: on this machine's 127.0.0.1. */
  public static int onLoopback() {
    try {
      return on("127.0.0.1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A port from 10,000 to 32,767 that was free a moment ago; another one at each call.
   *
   * @param host the name or address of this machine to listen on
   * @throws IOException if nobody can listen there, or every port is taken
   */
  public static int on(String host) throws IOException {
    InetAddress address = InetAddress.getByName(host);
    IOException refusal = null;
    for (int tried = 0; tried < END - FIRST; tried++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), END - FIRST);
      try (ServerSocket socket = new ServerSocket(port, 1, address)) {
        return socket.getLocalPort();
      } catch (IOException e) {
        refusal = e;
      }
    }
    throw refusal;
  }
}

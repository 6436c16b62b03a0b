package io.vitalgrid.sql;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.HazelcastClientNotActiveException;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.client.config.RoutingMode;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.sql.SqlService;
import io.vitalgrid.grid.row.RowSerializers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A connection to one member of a running grid, which asks the others itself. */
public final class GridClient implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 3000;

  /** After so long without a word a member is given up, be it one that never spoke. */
  private static final long SILENCE_TIMEOUT_MS = 8000;

  private final HazelcastInstance client;
  private final String address;

  private GridClient(HazelcastInstance client, String address) {
    this.client = client;
    this.address = address;
  }

  /**
   * Connects at once or not at all.
   *
   * @param address host:port
   * @throws NoGridException saying what to do about it
   */
  public static GridClient connect(String address, String clusterName) {
    ClientConfig config = new ClientConfig().setClusterName(clusterName);
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.client.statistics.enabled", "false");
    config.setProperty("hazelcast.client.heartbeat.interval", "2000");
    config.setProperty("hazelcast.client.heartbeat.timeout", Long.toString(SILENCE_TIMEOUT_MS));
    config.getMetricsConfig().setEnabled(false);
    RowSerializers.register(config.getSerializationConfig().getCompactSerializationConfig());
    config.getNetworkConfig().addAddress(address).setConnectionTimeout(CONNECT_TIMEOUT_MS);
    config.getNetworkConfig().getClusterRoutingConfig().setRoutingMode(RoutingMode.SINGLE_MEMBER);
    config
        .getConnectionStrategyConfig()
        .getConnectionRetryConfig()
        .setClusterConnectTimeoutMillis(0);
    try {
      return new GridClient(HazelcastClient.newHazelcastClient(config), address);
    } catch (IllegalStateException e) {
      throw answers(address)
          ? NoGridException.otherGrid(address, clusterName, e)
          : NoGridException.nobody(address, e);
    }
  }

  /**
   * What runs statements.
   *
   * @throws NoGridException if the member has gone in the meantime
   */
  SqlService sql() {
    try {
      return client.getSql();
    } catch (HazelcastClientNotActiveException e) {
      throw NoGridException.gone(address, e);
    }
  }

  /** The client, which reads and writes the rows of every map. */
  public HazelcastInstance hazelcast() {
    return client;
  }

  @Override
  public void close() {
    client.shutdown();
  }

  private static boolean answers(String address) {
    int colon = address.lastIndexOf(':');
    String host = address.substring(0, colon).replaceAll("[\\[\\]]", "");
    int port = Integer.parseInt(address.substring(colon + 1));
    try {
      for (InetAddress each : InetAddress.getAllByName(host)) {
        try (Socket socket = new Socket()) {
          socket.connect(new InetSocketAddress(each, port), CONNECT_TIMEOUT_MS);
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }
}

package io.vitalgrid.benchmarks.peer.run;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import java.util.Iterator;

/** VitalGrid's table {@code predictions}, asked in SQL by a client of its own. */
final class GridTable implements Table {
  private static final String QUERY = "SELECT event_id FROM predictions WHERE patient_id = ?";

  private final HazelcastInstance client;

  GridTable(String clusterName, int port) {
    ClientConfig config = new ClientConfig().setClusterName(clusterName);
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.getNetworkConfig().addAddress("127.0.0.1:" + port);
    client = HazelcastClient.newHazelcastClient(config);
  }

  @Override
  public String newestEventId(String patientId) {
    try (SqlResult result = client.getSql().execute(QUERY, patientId)) {
      Iterator<SqlRow> rows = result.iterator();
      return rows.hasNext() ? rows.next().getObject(0) : null;
    }
  }

  @Override
  public void close() {
    client.shutdown();
  }
}

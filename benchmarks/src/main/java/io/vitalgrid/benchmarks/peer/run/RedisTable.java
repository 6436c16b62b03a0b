package io.vitalgrid.benchmarks.peer.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** The predictions that a peer keeps in Redis, asked for one by one. */
final class RedisTable implements Table {
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  RedisTable(String url) {
    client = RedisClient.create(url);
    connection = client.connect();
  }

  @Override
  public String newestEventId(String patientId) {
    String record = connection.sync().get("prediction:" + patientId);
    try {
      return record == null ? null : Rightness.fields(record.getBytes(UTF_8)).get("event_id");
    } catch (IOException e) {
      throw new UncheckedIOException("Redis holds a prediction that is no JSON", e);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
  }
}

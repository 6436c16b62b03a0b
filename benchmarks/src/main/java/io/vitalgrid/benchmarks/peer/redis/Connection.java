package io.vitalgrid.benchmarks.peer.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One connection, which answers in the order of the commands. */
final class Connection implements AutoCloseable {
  private static final Duration CLOSING = Duration.ofSeconds(2);

  private final ClientResources resources;
  private final RedisClient client;
  private final StatefulRedisConnection<byte[], byte[]> connection;

  /**
   * Connects.
   *
   * @param url such as redis://127.0.0.1:6379
   * @param resources of this connection alone
   */
  Connection(String url, ClientResources resources) {
    this.resources = resources;
    client = RedisClient.create(resources, url);
    connection = client.connect(ByteArrayCodec.INSTANCE);
  }

  RedisAsyncCommands<byte[], byte[]> commands() {
    return connection.async();
  }

  void flushOnlyWhenTold() {
    connection.setAutoFlushCommands(false);
  }

  void flush() {
    connection.flushCommands();
  }

  static byte[] key(String kind, String patientId) {
    return (kind + patientId).getBytes(UTF_8);
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, CLOSING);
    resources.shutdown(0, CLOSING.toSeconds(), TimeUnit.SECONDS).syncUninterruptibly();
  }
}

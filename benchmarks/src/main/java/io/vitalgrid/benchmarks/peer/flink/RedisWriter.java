package io.vitalgrid.benchmarks.peer.flink;

import io.lettuce.core.RedisClient;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Predictions in Redis, key {@code prediction:PATIENT}, for 24 h. One connection, so that Redis
 * applies them in order; commands wait for {@link #flush} and go out in one piece. Lost connections
 * are made anew and what was not acknowledged is sent again. Not thread-safe.
 */
final class RedisWriter implements AutoCloseable {
  private static final SetArgs FOR_A_DAY = SetArgs.Builder.ex(Duration.ofHours(24));

  private final ClientResources resources =
      ClientResources.builder().commandLatencyRecorder(CommandLatencyRecorder.disabled()).build();
  private final RedisClient client;
  private final StatefulRedisConnection<String, byte[]> connection;

  RedisWriter(String url) {
    client = RedisClient.create(resources, url);
    connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    connection.setAutoFlushCommands(false);
  }

  /** Completes on a thread of the client's, some time after {@link #flush}. */
  CompletionStage<String> set(String patientId, byte[] json) {
    return connection.async().set("prediction:" + patientId, json, FOR_A_DAY);
  }

  void flush() {
    connection.flushCommands();
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}

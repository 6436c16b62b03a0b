package io.vitalgrid.benchmarks.peer.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletionStage;

/**
 * Profiles as a feature store keeps them: the model's numbers in one value under {@code
 * profile:PATIENT}. Commands are answered in their order; those that are under way at the same time
 * share a system call. Not thread-safe.
 */
public final class ProfileStore implements AutoCloseable {
  private static final String KEY = "profile:";

  private final Connection connection;

  /**
   * Connects.
   *
   * @param url such as redis://127.0.0.1:6379
   */
  public ProfileStore(String url) {
    connection =
        new Connection(
            url,
            ClientResources.builder().ioThreadPoolSize(2).nettyCustomizer(SHARED_FLUSHES).build());
  }

  private static final NettyCustomizer SHARED_FLUSHES =
      new NettyCustomizer() {
        @Override
        public void afterChannelInitialized(Channel channel) {
          channel.pipeline().addFirst(new FlushConsolidationHandler(PeerSettings.MAX_BATCH, true));
        }
      };

  public CompletionStage<?> put(BedEvent admission) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      admission.writeFacts(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connection.commands().set(key(admission), bytes.toByteArray());
  }

  public CompletionStage<?> remove(BedEvent discharge) {
    return connection.commands().del(key(discharge));
  }

  /** Gives vitals the patient's profile, if there is one. */
  public CompletionStage<?> lookUp(BedEvent vitals) {
    return connection.commands().get(key(vitals)).thenAccept(bytes -> fill(vitals, bytes));
  }

  private static void fill(BedEvent vitals, byte[] bytes) {
    if (bytes != null) {
      try {
        vitals.readFacts(new DataInputStream(new ByteArrayInputStream(bytes)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static byte[] key(BedEvent event) {
    return Connection.key(KEY, event.patientId);
  }

  @Override
  public void close() {
    connection.close();
  }
}

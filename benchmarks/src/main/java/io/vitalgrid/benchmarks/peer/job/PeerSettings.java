package io.vitalgrid.benchmarks.peer.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the runner tells a peer, as system properties {@code peer.kafka}, {@code peer.model}, {@code
 * peer.redis}, {@code peer.scorer}. Windows are VitalGrid's defaults.
 */
public final class PeerSettings {
  public static final String INPUT = "patient-data";
  public static final String PREDICTIONS = "predictions";
  public static final String LATE_EVENTS = "late-events";

  public static final long SIZE_MS = 300_000;
  public static final long SLIDE_MS = 60_000;
  public static final long LAG_MS = 120_000;
  public static final long LATENESS_MS = 180_000;
  public static final long MAX_CLOCK_SKEW_MS = 60_000;

  /** As many lanes as cores. */
  public static final int PARALLELISM = Integer.getInteger("peer.parallelism", 2);

  public static final int MAX_BATCH = 256;

  private PeerSettings() {}

  public static String kafka() {
    return required("kafka");
  }

  /** The queryable form writes here, such as redis://127.0.0.1:6379; empty for the topic form. */
  public static String redis() {
    return System.getProperty("peer.redis", "");
  }

  /** The model server of the reference design, such as http://127.0.0.1:8000/score. */
  public static String scorer() {
    return required("scorer");
  }

  public static byte[] model() {
    try {
      return Files.readAllBytes(Path.of(required("model")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String required(String name) {
    String value = System.getProperty("peer." + name);
    if (value == null) {
      throw new IllegalArgumentException(
          "system property peer." + name + " is missing: start peers with benchmarks/run");
    }
    return value;
  }

  /** Of every client: buffers as the system sees fit (docs/design/0010). */
  private static Properties client() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", kafka());
    properties.put("receive.buffer.bytes", "-1");
    properties.put("send.buffer.bytes", "-1");
    return properties;
  }

  /** Of every peer's consumer: an answer as soon as there is something (docs/design/0017). */
  public static Properties consumer() {
    Properties properties = client();
    properties.put("auto.offset.reset", "earliest");
    properties.put("enable.auto.commit", "false");
    properties.put("fetch.min.bytes", System.getProperty("peer.fetch.min.bytes", "1"));
    properties.put("fetch.max.wait.ms", System.getProperty("peer.fetch.max.wait.ms", "100"));
    properties.put("max.poll.records", "2000");
    return properties;
  }

  /** Of every peer's producer. */
  public static Properties producer() {
    Properties properties = client();
    properties.put("linger.ms", System.getProperty("peer.linger.ms", "0"));
    properties.put("batch.size", "131072");
    return properties;
  }
}

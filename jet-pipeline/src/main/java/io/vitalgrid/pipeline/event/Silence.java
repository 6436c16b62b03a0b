package io.vitalgrid.pipeline.event;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long Kafka has not answered: said in the log after 3 s, then each time it has become twice as
 * long, at the latest every 5 minutes, and when it is over. Used by one thread.
 */
final class Silence {
  private static final Logger LOG = LoggerFactory.getLogger(Silence.class);
  private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final String servers;
  private final LongConsumer awayNanos;
  private long answeredAtNanos;
  private long sayAfterNanos = FIRST_NANOS;
  private Throwable reason;

  /**
   * @param servers of Kafka, for the log
   * @param awayNanos hears how long Kafka has been away, 0 while it answers
   */
  Silence(String servers, long nowNanos, LongConsumer awayNanos) {
    this.servers = servers;
    this.awayNanos = awayNanos;
    answeredAtNanos = nowNanos;
  }

  void answered(long nowNanos) {
    if (sayAfterNanos > FIRST_NANOS) {
      LOG.info("Kafka at {} answers again, after {} s", servers, seconds(nowNanos));
    }
    answeredAtNanos = nowNanos;
    sayAfterNanos = FIRST_NANOS;
    reason = null;
  }

  void failed(Throwable cause) {
    reason = cause;
  }

  void say(long nowNanos) {
    long silentNanos = nowNanos - answeredAtNanos;
    awayNanos.accept(silentNanos < FIRST_NANOS ? 0 : silentNanos);
    if (silentNanos >= sayAfterNanos) {
      LOG.warn(
          "Kafka at {} has not answered for {} s, trying on{}",
          servers,
          seconds(nowNanos),
          reason == null ? "" : ": " + reason);
      sayAfterNanos = silentNanos + Math.min(silentNanos, MOST_NANOS);
    }
  }

  private long seconds(long nowNanos) {
    return TimeUnit.NANOSECONDS.toSeconds(nowNanos - answeredAtNanos);
  }
}

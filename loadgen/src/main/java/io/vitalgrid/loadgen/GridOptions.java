package io.vitalgrid.loadgen;

import io.vitalgrid.loadgen.event.GridTerms;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How the system under load is set: what must come out of it depends on that. */
final class GridOptions {
  @Option(
      names = "--window-size",
      paramLabel = "TIME",
      defaultValue = "30s",
      description =
          "The system's window.size. This and the next five say how it is set; the "
              + "defaults are those of `up`. Default: ${DEFAULT-VALUE}.")
  private Duration windowSize;

  @Option(
      names = "--window-slide",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "Its window.slide. Default: ${DEFAULT-VALUE}.")
  private Duration windowSlide;

  @Option(
      names = "--lateness-allowed",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Its lateness.allowed. Default: ${DEFAULT-VALUE}.")
  private Duration latenessAllowed;

  @Option(
      names = "--watermark-lag",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "Its watermark.lag. Default: ${DEFAULT-VALUE}.")
  private Duration watermarkLag;

  @Option(
      names = "--idle-timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      description = "Its watermark.idle-timeout. Default: ${DEFAULT-VALUE}.")
  private Duration idleTimeout;

  @Option(
      names = "--max-clock-skew",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Its ingest.max-clock-skew. Default: ${DEFAULT-VALUE}.")
  private Duration maxClockSkew;

  /**
   * All of them.
   *
   * @throws IllegalArgumentException if they do not fit together
   */
  GridTerms toTerms() {
    return new GridTerms(
        windowSize, windowSlide, latenessAllowed, watermarkLag, idleTimeout, maxClockSkew);
  }
}

package io.vitalgrid.loadgen.event;

import java.time.Duration;

/**
 * How the system under load is set, so that it is known what must become of an event. They are told
 * to the generator, never asked from the system.
 *
 * @param windowSize a multiple of the slide
 * @param latenessAllowed how long after its end a window takes events, in watermark time
 * @param watermarkLag how far the watermark is behind the newest event
 * @param idleTimeout how long a silent partition holds the watermark back
 * @param maxClockSkew how far ahead of its record an event may be dated
 */
public record GridTerms(
    Duration windowSize,
    Duration windowSlide,
    Duration latenessAllowed,
    Duration watermarkLag,
    Duration idleTimeout,
    Duration maxClockSkew) {

  /** Those of {@code ./vitalgrid up}. */
  public static final GridTerms OF_UP =
      new GridTerms(
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10));

  public GridTerms {
    long sizeMs = windowSize.toMillis();
    long slideMs = windowSlide.toMillis();
    if (slideMs < 1 || sizeMs < 1 || sizeMs % slideMs != 0) {
      throw new IllegalArgumentException(
          "window-size is "
              + sizeMs
              + " ms, must be a multiple of window-slide, "
              + slideMs
              + " ms, such as 30s and 5s");
    }
  }

  /** An event that is no older when it is sent is taken by a window for certain. */
  public long surelyTakenMs() {
    return watermarkLag.plus(latenessAllowed).plus(windowSize).minus(windowSlide).toMillis();
  }
}

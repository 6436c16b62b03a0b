package io.vitalgrid.pipeline.window;

/**
 * Arithmetic of sliding windows {@code [end - size, end)} whose ends are multiples of the slide.
 *
 * <pre>
 * size 30 s, slide 10 s, lateness 15 s; an event at 00:00:24
 *   frame    [20, 30)
 *   windows  [0, 30)  [10, 40)  [20, 50)
 *   settled  when the watermark is at 30, 40, 50
 *   expired  when it is at            45, 55, 65   (so at 65 the event is too late)
 * </pre>
 *
 * @param sizeMs length of a window in ms, a multiple of the slide
 * @param slideMs distance between the ends of two windows in ms; also the length of a frame, the
 *     smallest stretch of time that windows share
 * @param latenessMs how long after its end a window still accepts events, in ms of watermark
 */
public record WindowPolicy(long sizeMs, long slideMs, long latenessMs) {

  public WindowPolicy {
    if (slideMs <= 0 || sizeMs <= 0 || sizeMs % slideMs != 0) {
      throw new IllegalArgumentException(
          "window size "
              + sizeMs
              + " ms must be a positive multiple of the slide, "
              + slideMs
              + " ms");
    }
    if (latenessMs < 0) {
      throw new IllegalArgumentException(
          "allowed lateness must be 0 ms or more, but is " + latenessMs + " ms");
    }
  }

  /** Start of the frame that holds an event. */
  long frameStart(long eventTimeMs) {
    return Math.floorDiv(eventTimeMs, slideMs) * slideMs;
  }

  /** End of the newest window of a patient whose highest event time is given. */
  public long newestEnd(long highestEventTimeMs) {
    return frameStart(highestEventTimeMs) + slideMs;
  }

  /** Start of the window that ends there. */
  public long start(long endMs) {
    return endMs - sizeMs;
  }

  boolean isSettled(long endMs, long watermarkMs) {
    return watermarkMs >= endMs;
  }

  boolean isExpired(long endMs, long watermarkMs) {
    return watermarkMs >= endMs + latenessMs;
  }

  /** First end after the watermark; the watermark must be a real one. */
  long firstEndAfter(long watermarkMs) {
    return frameStart(watermarkMs) + slideMs;
  }

  /** The watermark at which nothing can be added any more to the frame that starts there. */
  long frameExpiry(long frameStartMs) {
    return frameStartMs + sizeMs + latenessMs;
  }
}

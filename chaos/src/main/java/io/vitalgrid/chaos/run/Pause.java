package io.vitalgrid.chaos.run;

import io.vitalgrid.chaos.ChaosException;
import java.time.Duration;

/** Waiting. */
final class Pause {
  private Pause() {}

  static void of(Duration time) {
    ofMs(time.toMillis());
  }

  static void ofMs(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChaosException("interrupted", e);
    }
  }
}

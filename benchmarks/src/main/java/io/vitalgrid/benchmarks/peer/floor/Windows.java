package io.vitalgrid.benchmarks.peer.floor;

import static io.vitalgrid.benchmarks.peer.job.PeerSettings.SIZE_MS;
import static io.vitalgrid.benchmarks.peer.job.PeerSettings.SLIDE_MS;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import io.vitalgrid.pipeline.window.Timing;

/** The newest window of one patient, in frames as long as the slide, in a ring. */
final class Windows {
  private static final int FRAMES = (int) (SIZE_MS / SLIDE_MS);

  private final Stats[] frames = new Stats[FRAMES];
  private final long[] numbers = new long[FRAMES];
  private long highestMs = Long.MIN_VALUE;
  private float[] facts;
  private int revision;

  void admit(float[] given) {
    facts = given;
  }

  /**
   * Adds vitals.
   *
   * @return the newest window; null if the event is before it
   */
  Prediction add(BedEvent event) {
    long before = highestMs;
    highestMs = Math.max(highestMs, event.timeMs);
    long newestEndMs = BedEvent.newestEndMs(highestMs);
    if (event.timeMs < newestEndMs - SIZE_MS) {
      return null;
    }
    boolean moved = before == Long.MIN_VALUE || newestEndMs != BedEvent.newestEndMs(before);
    revision = moved ? 1 : revision + 1;
    event.facts = facts;
    event.newestEndMs = newestEndMs;
    frame(Math.floorDiv(event.timeMs, SLIDE_MS)).add(event);
    Stats window = new Stats();
    long last = Math.floorDiv(newestEndMs, SLIDE_MS) - 1;
    for (int i = 0; i < FRAMES; i++) {
      if (frames[i] != null && numbers[i] > last - FRAMES) {
        window.merge(frames[i]);
      }
    }
    window.facts = facts;
    window.revision = revision;
    window.deviceId = event.deviceId;
    window.seq = event.seq;
    window.eventTimeMs = event.timeMs;
    return new Prediction(event.patientId, Timing.EARLY, newestEndMs, window);
  }

  private Stats frame(long number) {
    int i = (int) Math.floorMod(number, (long) FRAMES);
    if (frames[i] == null) {
      frames[i] = new Stats();
    } else if (numbers[i] != number) {
      frames[i].clear();
    }
    numbers[i] = number;
    return frames[i];
  }
}

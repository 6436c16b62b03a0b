package io.vitalgrid.benchmarks.peer.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.pipeline.window.Timing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What stores and checkpoints keep of a peer is what it had. */
class EncodingTest {
  private static final long MINUTE = 60_000;

  @Test
  void when_aWindowIsEncodedInOnePiece_then_itComesBackAndGrowsAsBefore() {
    Stats stats = stats(new float[] {63, 1, 140, 90, 200, 27.5f, 1, 0, 4, 9, 2});
    Stats back = Stats.of(stats.bytes());
    assertThat(back).usingRecursiveComparison().isEqualTo(stats);
    stats.add(event(4 * MINUTE, 88));
    back.add(event(4 * MINUTE, 88));
    assertThat(back).usingRecursiveComparison().isEqualTo(stats);
  }

  @Test
  void when_theProfileIsNotKnown_then_itIsNotAfterwardsEither() {
    Stats back = Stats.of(stats(null).bytes());
    assertThat(back.facts).isNull();
    assertThat(back.deviceId).isEqualTo("bed-ü");
  }

  @Test
  void when_aPredictionWaitsInACheckpoint_then_itComesBack() throws IOException {
    Prediction early = new Prediction("p-1", Timing.EARLY, 5 * MINUTE, stats(null));
    Prediction settled =
        new Prediction("p-1", Timing.ON_TIME, 5 * MINUTE, stats(new float[BedEvent.Facts.COUNT]));
    settled.model = "readmission@1";
    settled.risk = 0.25;
    settled.scoredAtMs = 42;
    assertThat(again(early))
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class) // no risk is NaN
        .isEqualTo(early);
    assertThat(again(settled)).usingRecursiveComparison().isEqualTo(settled);
  }

  private static Prediction again(Prediction prediction) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    prediction.write(new DataOutputStream(bytes));
    return Prediction.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }

  private static Stats stats(float[] facts) {
    Stats stats = new Stats();
    stats.add(event(3 * MINUTE, 70));
    stats.add(event(2 * MINUTE, 75));
    stats.facts = facts;
    stats.revision = 2;
    return stats;
  }

  private static BedEvent event(long timeMs, double value) {
    BedEvent event = new BedEvent();
    event.timeMs = timeMs;
    event.deviceId = "bed-ü";
    event.seq = timeMs / 1_000;
    event.newestEndMs = 5 * MINUTE;
    event.values = new double[Vital.COUNT];
    Arrays.fill(event.values, value);
    event.values[Vital.COUNT - 1] = Double.NaN;
    return event;
  }
}

package io.vitalgrid.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a successor finds in the map and in the snapshot, and so has to say again. */
class LaneStatesTest {
  private final Lane lane = new Lane();

  private byte[] packed() {
    return lane.alerts.patients().get("P1").pack(new PackedOutput(64));
  }

  private static PatientAlerts merged(Map<String, byte[]> stored, Map<String, byte[]> snapshot) {
    return LaneStates.merge(stored, snapshot).get(0);
  }

  @Test
  void when_noSnapshotHasTheRaise_then_itMustBeSaidAgain() {
    lane.score(0, 7);
    lane.score(100, 7);

    PatientAlerts found = merged(Map.of("P1", packed()), Map.of());

    assertThat(found.isUnsaid()).isTrue();
    assertThat(found.watch(AlertKind.NEWS2_HIGH).episode.id("P1", AlertKind.NEWS2_HIGH))
        .isEqualTo(lane.told.get(0).alertId());
    assertThat(found.watch(AlertKind.NEWS2_HIGH).episode.row("P1", AlertKind.NEWS2_HIGH))
        .isEqualTo(lane.told.get(0).row());
  }

  @Test
  void when_aSnapshotHasTheRaise_then_itIsNotSaidAgain() {
    lane.score(0, 7);
    lane.score(100, 7);
    byte[] atTheBarrier = packed();

    assertThat(merged(Map.of("P1", atTheBarrier), Map.of("P1", atTheBarrier)).isUnsaid()).isFalse();
  }

  @Test
  void when_theSnapshotHasTheRaiseAndNotTheEnd_then_onlyTheEndIsSaidAgain() {
    lane.score(0, 7);
    lane.score(100, 7);
    byte[] atTheBarrier = packed();
    lane.score(200, 0);
    lane.score(300, 0);

    PatientAlerts found = merged(Map.of("P1", packed()), Map.of("P1", atTheBarrier));

    Episode episode = found.watch(AlertKind.NEWS2_HIGH).episode;
    assertThat(episode.said).isEqualTo(1);
    assertThat(episode.revision).isEqualTo(2);
    assertThat(episode.lastChange()).isEqualTo(AlertChange.Change.CLEARED);
  }

  @Test
  void when_aCompleteSnapshotCoversIt_then_theStateSaysSoItself() {
    lane.score(0, 7);
    lane.score(100, 7);
    lane.snapshot();

    assertThat(merged(Map.of("P1", packed()), Map.of()).isUnsaid()).isFalse();
  }

  @Test
  void when_aPatientIsForgottenAndComesBack_then_theSnapshotFromBeforeDoesNotCount() {
    lane.score(0, 7);
    lane.score(100, 7);
    byte[] before = packed();
    lane.snapshot();
    lane.score(200, 0);
    lane.score(300, 0);
    lane.snapshot();
    lane.score(5_300, 0);
    assertThat(lane.forgotten).isEqualTo(1);

    lane.clockMs += 100;
    lane.score(9_000, 7);

    PatientAlerts found = merged(Map.of("P1", packed()), Map.of("P1", before));
    assertThat(found.watch(AlertKind.NEWS2_HIGH).holdsSinceMs).isEqualTo(9_000);
  }
}

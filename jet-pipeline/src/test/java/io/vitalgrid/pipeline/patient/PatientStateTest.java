package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.metrics.Tally;
import io.vitalgrid.pipeline.pack.PackedOutput;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PatientStateTest {
  private static final PatientKey P1 = new PatientKey("P1", 1);
  private static final MonitorPolicy POLICY =
      new MonitorPolicy(Events.TOPIC, 300_000, 60_000, 180_000, 86_400_000);

  private final Events events = new Events();
  private final Said.Recorder said = new Said.Recorder();
  private final Monitor monitor = new Monitor(POLICY, said, new Tally(), () -> 4_711);

  @Test
  void when_writtenAndReadBack_then_everythingThatIsWrittenIsTheSame() {
    monitor.apply(events.admission(P1, 1_000, 74));
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(events.vitals(P1, 7, 65_000, 70));
    PatientState state = said.changed.get("P1");

    PatientState copy = PatientState.fromRow(P1, state.toRow(new PackedOutput(64)));

    assertThat(copy.version).isEqualTo(state.version).isEqualTo(4_711 + 3);
    assertThat(copy.eventId).isEqualTo("MON-1/7");
    assertThat(copy.eventTimeMs).isEqualTo(65_000);
    assertThat(copy.eventCount).isEqualTo(2);
    assertThat(copy.updatedAtMs).isEqualTo(4_711);
    assertThat(copy.profile).isEqualTo(state.profile);
    assertThat(copy.last.values()).isEqualTo(state.last.values());
    assertThat(copy.last.atMs()).isEqualTo(state.last.atMs());
    assertThat(copy.toRow(new PackedOutput(64)).state())
        .isEqualTo(state.toRow(new PackedOutput(64)).state());
  }

  @Test
  void when_itIsARow_then_theColumnsShowTheLastValues() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    monitor.apply(events.vitals(P1, 2, 2_000, 59));
    PatientRow row = said.changed.get("P1").toRow(new PackedOutput(64));
    int heartRate = Vital.HEART_RATE.index();
    assertThat(row.last()[heartRate]).as("not the older one that came later").isEqualTo(60);
    assertThat(row.lastAt()[heartRate]).isEqualTo(3_000);
    assertThat(row.last()[Vital.GLUCOSE.index()]).isNaN();
    assertThat(row.eventCount()).isEqualTo(2);
  }

  @Test
  void when_theRowIsOfAnUnknownFormat_then_itIsRefusedWithTheWayOut() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    PatientRow row = said.changed.get("P1").toRow(new PackedOutput(64));
    row.state()[0] = 99;
    assertThatThrownBy(() -> PatientState.fromRow(P1, row))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("grid.cluster-name")
        .hasMessageNotContaining("P1");
  }

  @Test
  void when_theRowIsCutShort_then_itIsRefused() {
    monitor.apply(events.vitals(P1, 1, 3_000, 60));
    PatientRow row = said.changed.get("P1").toRow(new PackedOutput(64));
    PatientRow cut =
        new PatientRow(
            null,
            row.last(),
            row.lastAt(),
            0,
            1,
            Arrays.copyOf(row.state(), row.state().length - 1));
    assertThatThrownBy(() -> PatientState.fromRow(P1, cut)).hasMessageContaining("ends too early");
  }

  @Test
  void when_theStateIsPrinted_then_noPatientDataShows() {
    monitor.apply(events.vitals(P1, 1, 3_000, 61.5));
    assertThat(said.changed.get("P1").toString()).doesNotContain("P1").doesNotContain("61.5");
  }
}

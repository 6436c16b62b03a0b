package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldRowsTest {
  private static final boolean PRESENT = true;
  private static final boolean MOVED = true;

  private final HeldRows rows = new HeldRows();

  private static HeldRows.Row row(int number, boolean present, boolean moved) {
    PatientRow row =
        new PatientRow(
            null, new double[Vital.COUNT], new long[Vital.COUNT], 0, number, new byte[0]);
    return new HeldRows.Row(row, present, moved);
  }

  private Map<String, Long> unwritten() {
    Map<String, Long> numbers = new HashMap<>();
    rows.forEach((id, row) -> numbers.put(id, row.eventCount()));
    return numbers;
  }

  @Test
  void when_held_then_notToBeWritten_untilReleased() {
    rows.hold("a", row(1, PRESENT, !MOVED));
    assertThat(rows.released()).isZero();
    assertThat(rows.take(10)).isEmpty();

    rows.release();
    assertThat(rows.take(10)).containsOnlyKeys("a");
    assertThat(unwritten()).containsOnlyKeys("a");

    rows.written();
    assertThat(unwritten()).isEmpty();
  }

  @Test
  void when_changedAgainOnTheWay_then_theNewestIsTheOneThatCounts() {
    rows.hold("a", row(1, PRESENT, !MOVED));
    rows.release();
    assertThat(rows.take(10)).hasSize(1);
    rows.hold("a", row(2, PRESENT, !MOVED));
    rows.release();
    rows.hold("a", row(3, PRESENT, !MOVED));

    assertThat(unwritten()).containsExactly(Map.entry("a", 3L));
    rows.written();
    assertThat(rows.take(10).get("a").row().eventCount()).isEqualTo(2);
  }

  @Test
  void when_aWriteFails_then_itsRowsAreNextAgain_unlessThereAreNewerOnes() {
    rows.hold("a", row(1, PRESENT, !MOVED));
    rows.hold("b", row(1, PRESENT, !MOVED));
    rows.release();
    assertThat(rows.take(10)).hasSize(2);
    rows.hold("b", row(2, PRESENT, !MOVED));
    rows.release();

    rows.putBack();
    rows.written();

    assertThat(unwritten()).containsOnly(Map.entry("a", 1L), Map.entry("b", 2L));
    assertThat(rows.take(1)).hasSize(1);
    assertThat(rows.released()).isEqualTo(1);
  }

  @Test
  void when_anUnwrittenRowHadToMove_then_soHasTheNextOfItsKind() {
    rows.hold("gone", row(1, !PRESENT, MOVED));
    rows.hold("gone", row(2, !PRESENT, !MOVED));
    rows.hold("back", row(1, !PRESENT, MOVED));
    rows.hold("back", row(2, PRESENT, MOVED));
    rows.release();

    assertThat(rows.take(10).get("gone").moved()).isTrue();
    assertThat(rows.take(10).get("back").row().eventCount()).isEqualTo(2);
    assertThat(rows.take(10).get("back").present()).isTrue();
    assertThat(rows.take(10).get("back").moved()).isTrue();
  }
}

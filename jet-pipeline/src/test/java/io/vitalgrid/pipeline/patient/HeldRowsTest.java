package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.pipeline.event.PatientKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeldRowsTest {
  private static final boolean PRESENT = true;
  private static final boolean MOVED = true;

  private final HeldRows rows = new HeldRows();

  private static HeldRows.Row row(String id, int number, boolean present, boolean moved) {
    PatientRow row =
        new PatientRow(
            null, new double[Vital.COUNT], new long[Vital.COUNT], 0, number, new byte[0]);
    return new HeldRows.Row(new PatientKey(id, 0), row, present, moved);
  }

  private Map<String, HeldRows.Row> take(int most) {
    Map<String, HeldRows.Row> taken = new HashMap<>();
    rows.take(most, row -> taken.put(row.key().id(), row));
    return taken;
  }

  private Map<String, Long> unwritten() {
    Map<String, Long> numbers = new HashMap<>();
    rows.forEach((id, row) -> numbers.put(id, row.eventCount()));
    return numbers;
  }

  @Test
  void when_held_then_notToBeWritten_untilReleased() {
    rows.hold(row("a", 1, PRESENT, !MOVED));
    assertThat(rows.released()).isZero();
    assertThat(take(10)).isEmpty();

    rows.release();
    assertThat(take(10)).containsOnlyKeys("a");
    assertThat(unwritten()).containsOnlyKeys("a");

    rows.written();
    assertThat(unwritten()).isEmpty();
  }

  @Test
  void when_changedAgainOnTheWay_then_theNewestIsTheOneThatCounts() {
    rows.hold(row("a", 1, PRESENT, !MOVED));
    rows.release();
    assertThat(take(10)).hasSize(1);
    rows.hold(row("a", 2, PRESENT, !MOVED));
    rows.release();
    rows.hold(row("a", 3, PRESENT, !MOVED));

    assertThat(unwritten()).containsExactly(Map.entry("a", 3L));
    rows.written();
    assertThat(take(10).get("a").row().eventCount()).isEqualTo(2);
  }

  @Test
  void when_aWriteFails_then_itsRowsAreNextAgain_unlessThereAreNewerOnes() {
    rows.hold(row("a", 1, PRESENT, !MOVED));
    rows.hold(row("b", 1, PRESENT, !MOVED));
    rows.release();
    assertThat(take(10)).hasSize(2);
    rows.hold(row("b", 2, PRESENT, !MOVED));
    rows.release();

    rows.putBack();
    rows.written();

    assertThat(unwritten()).containsOnly(Map.entry("a", 1L), Map.entry("b", 2L));
    assertThat(take(1)).hasSize(1);
    assertThat(rows.released()).isEqualTo(1);
  }

  @Test
  void when_anUnwrittenRowHadToMove_then_soHasTheNextOfItsKind() {
    rows.hold(row("gone", 1, !PRESENT, MOVED));
    rows.hold(row("gone", 2, !PRESENT, !MOVED));
    rows.hold(row("back", 1, !PRESENT, MOVED));
    rows.hold(row("back", 2, PRESENT, MOVED));
    rows.release();

    Map<String, HeldRows.Row> taken = take(10);
    assertThat(taken.get("gone").moved()).isTrue();
    assertThat(taken.get("back").row().eventCount()).isEqualTo(2);
    assertThat(taken.get("back").present()).isTrue();
    assertThat(taken.get("back").moved()).isTrue();
  }
}

package io.vitalgrid.pipeline.patient;

import static io.vitalgrid.pipeline.patient.WriteQueue.AGE_NANOS;
import static io.vitalgrid.pipeline.patient.WriteQueue.BATCH;
import static io.vitalgrid.pipeline.patient.WriteQueue.CROWD;
import static io.vitalgrid.pipeline.patient.WriteQueue.FEW;
import static io.vitalgrid.pipeline.patient.WriteQueue.FEW_AGE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.event.PatientKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
  private final WriteQueue queue = new WriteQueue();

  @Test
  void when_nothingWaits_then_nothingIsDue() {
    assertThat(queue.due(Long.MAX_VALUE)).isZero();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void when_fewWait_then_theyAreDueSoon() {
    enter(FEW, 0);
    assertThat(queue.due(FEW_AGE_NANOS - 1)).isZero();
    assertThat(queue.due(FEW_AGE_NANOS)).isEqualTo(FEW);
  }

  @Test
  void when_manyWait_then_eachIsDueByItsOwnAge() {
    enter(FEW, 0);
    List<PatientState> younger = enter(FEW, 1);
    assertThat(queue.due(AGE_NANOS - 1)).isZero();
    assertThat(take(AGE_NANOS)).hasSize(FEW);
    enter(1, AGE_NANOS); // still more than few
    assertThat(take(AGE_NANOS + 1)).isEqualTo(younger);
  }

  @Test
  void when_manyAreDue_then_aBatchOfThemIs() {
    List<PatientState> all = enter(BATCH + 1, 0);
    assertThat(take(AGE_NANOS)).isEqualTo(all.subList(0, BATCH));
    assertThat(take(AGE_NANOS)).isEqualTo(all.subList(BATCH, BATCH + 1));
  }

  @Test
  void when_aCrowdWaits_then_allAreDueAtOnce() {
    List<PatientState> all = enter(CROWD - 1, 0);
    assertThat(queue.due(0)).isZero();
    all.addAll(enter(2, 0));
    assertThat(take(0)).isEqualTo(all);
  }

  @Test
  void when_aPatientChangesAgain_then_itKeepsItsTurnAndIsTakenOnce() {
    PatientState state = enter(1, 0).get(0);
    queue.enter(state, FEW_AGE_NANOS - 1);
    assertThat(take(FEW_AGE_NANOS)).containsExactly(state);
    assertThat(queue.size()).isZero();
    queue.enter(state, FEW_AGE_NANOS);
    assertThat(queue.size()).as("changed since it was taken").isEqualTo(1);
  }

  @Test
  void when_theClockPassesItsHighestValue_then_ageIsStillAge() {
    enter(1, Long.MAX_VALUE - 1);
    assertThat(queue.due(Long.MAX_VALUE)).isZero();
    assertThat(queue.due(Long.MAX_VALUE - 1 + FEW_AGE_NANOS)).isEqualTo(1);
  }

  private List<PatientState> take(long nowNanos) {
    List<PatientState> taken = new ArrayList<>();
    for (int due = queue.due(nowNanos); due > 0; due--) {
      taken.add(queue.poll());
    }
    return taken;
  }

  private List<PatientState> enter(int count, long nowNanos) {
    List<PatientState> entered = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      PatientState state = new PatientState(new PatientKey("p" + queue.size(), 0));
      queue.enter(state, nowNanos);
      entered.add(state);
    }
    return entered;
  }
}

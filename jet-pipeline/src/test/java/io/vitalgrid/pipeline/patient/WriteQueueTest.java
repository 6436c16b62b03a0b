package io.vitalgrid.pipeline.patient;

import static io.vitalgrid.pipeline.patient.WriteQueue.AGE_NANOS;
import static io.vitalgrid.pipeline.patient.WriteQueue.CROWD;
import static io.vitalgrid.pipeline.patient.WriteQueue.FEW;
import static io.vitalgrid.pipeline.patient.WriteQueue.FEW_AGE_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.event.PatientKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
  private static final int ALL = Integer.MAX_VALUE;

  private final WriteQueue queue = new WriteQueue();

  @Test
  void when_nothingWaits_then_nothingIsDue() {
    assertThat(queue.isDue(Long.MAX_VALUE)).isFalse();
    assertThat(take(Long.MAX_VALUE)).isEmpty();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void when_fewWait_then_theyAreDueSoon() {
    enter(FEW, 0);
    assertThat(queue.isDue(FEW_AGE_NANOS - 1)).isFalse();
    assertThat(queue.isDue(FEW_AGE_NANOS)).isTrue();
    assertThat(take(FEW_AGE_NANOS)).hasSize(FEW);
  }

  @Test
  void when_manyWait_then_eachIsDueByItsOwnAge() {
    enter(FEW, 0);
    List<PatientState> younger = enter(FEW, 1);
    assertThat(queue.isDue(AGE_NANOS - 1)).isFalse();
    assertThat(take(AGE_NANOS)).hasSize(FEW);
    enter(1, AGE_NANOS); // still more than few
    assertThat(take(AGE_NANOS + 1)).isEqualTo(younger);
  }

  @Test
  void when_tooManyWait_then_theOldestAreDueAtOnce_oneBatchOfThem() {
    List<PatientState> all = enter(CROWD - 1, 0);
    assertThat(queue.isDue(0)).isFalse();
    all.addAll(enter(1, 0));
    assertThat(queue.isDue(0)).isTrue();

    List<PatientState> taken = new ArrayList<>();
    queue.takeDue(0, 10, taken::add);
    assertThat(taken).as("a whole batch").isEqualTo(all.subList(0, 10));
    assertThat(queue.isDue(0)).isFalse();
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
  void when_theBatchIsSmaller_then_theRestStays() {
    List<PatientState> all = enter(10, 0);
    List<PatientState> taken = new ArrayList<>();
    queue.takeDue(FEW_AGE_NANOS, 4, taken::add);
    assertThat(taken).isEqualTo(all.subList(0, 4));
    assertThat(queue.size()).isEqualTo(6);
  }

  @Test
  void when_theClockPassesItsHighestValue_then_ageIsStillAge() {
    enter(1, Long.MAX_VALUE - 1);
    assertThat(queue.isDue(Long.MAX_VALUE)).isFalse();
    assertThat(queue.isDue(Long.MAX_VALUE - 1 + FEW_AGE_NANOS)).isTrue();
  }

  private List<PatientState> take(long nowNanos) {
    List<PatientState> taken = new ArrayList<>();
    queue.takeDue(nowNanos, ALL, taken::add);
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

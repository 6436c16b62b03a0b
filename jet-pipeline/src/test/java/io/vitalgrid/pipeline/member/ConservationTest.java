package io.vitalgrid.pipeline.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.Counter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConservationTest {
  /** 100 records: each kind of end has a number of its own, so that none can stand for another. */
  private static Map<Counter, Long> counts() {
    Map<Counter, Long> counts = new EnumMap<>(Counter.class);
    for (Counter counter : Counter.values()) {
      counts.put(counter, 0L);
    }
    counts.put(Counter.RECORDS_READ, 100L);
    counts.put(Counter.ON_TIME, 37L);
    counts.put(Counter.LATE, 13L);
    counts.put(Counter.PARTLY_TOO_LATE, 11L);
    counts.put(Counter.PROFILE_UPDATES, 10L);
    counts.put(Counter.DISCHARGES, 9L);
    counts.put(Counter.DUPLICATE, 8L);
    counts.put(Counter.TOO_LATE, 7L);
    counts.put(Counter.REJECTED_MALFORMED_JSON, 1L);
    counts.put(Counter.REJECTED_UNKNOWN_TYPE, 1L);
    counts.put(Counter.REJECTED_MISSING_FIELD, 1L);
    counts.put(Counter.REJECTED_OUT_OF_RANGE, 1L);
    counts.put(Counter.REJECTED_FUTURE_EVENT_TIME, 1L);
    return counts;
  }

  @Test
  void when_everyRecordHasAnEnd_then_holds() {
    Conservation conservation = new Conservation(0, 100, counts());

    assertThat(conservation.accounted()).isEqualTo(100);
    assertThat(conservation.lost()).isZero();
    assertThat(conservation.holds()).isTrue();
  }

  @Test
  void when_topicHeldRecordsBefore_then_theyMustBeReadToo() {
    assertThat(new Conservation(20, 80, counts()).holds()).isTrue();
    assertThat(new Conservation(20, 100, counts()).lost()).isEqualTo(20);
  }

  @Test
  void when_recordsAreReplayed_then_theyCountOnce() {
    Map<Counter, Long> counts = counts();
    counts.put(Counter.RECORDS_READ, 105L);
    counts.put(Counter.REPLAYED, 5L);

    assertThat(new Conservation(0, 100, counts).holds()).isTrue();
  }

  @Test
  void when_anEndIsMissing_then_itIsLost_and_theTableSaysHowMany() {
    Map<Counter, Long> counts = counts();
    counts.put(Counter.LATE, 10L);
    Conservation conservation = new Conservation(0, 100, counts);

    assertThat(conservation.holds()).isFalse();
    assertThat(conservation.lost()).isEqualTo(3);
    assertThat(conservation.table())
        .contains(List.of("read, each counted once", "100", "equal"))
        .contains(List.of("accounted for", "97", "NOT EQUAL: -3"));
  }

  @Test
  void when_aRecordIsCountedTwice_then_doesNotHold_thoughNothingIsLost() {
    Map<Counter, Long> counts = counts();
    counts.put(Counter.ON_TIME, 38L);
    Conservation conservation = new Conservation(0, 100, counts);

    assertThat(conservation.holds()).isFalse();
    assertThat(conservation.lost()).isZero();
  }
}

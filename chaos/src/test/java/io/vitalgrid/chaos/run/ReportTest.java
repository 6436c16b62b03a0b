package io.vitalgrid.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  @Test
  void when_faultsHaveHappened_then_eachKindHasItsRow() {
    List<Cycle> cycles = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      cycles.add(new Cycle(FaultKind.KILL_MEMBER, i * 100L, i * 10L));
    }
    cycles.add(new Cycle(FaultKind.KILL_BROKER, 12_345, 6_789));

    assertThat(Report.table(cycles))
        .containsExactly(
            "Longest wait of an event for its prediction, by fault, seconds:",
            "fault             cycles    p50    p99    max   longest silence",
            "kill-member          100    5.0    9.9   10.0               1.0",
            "kill-broker            1   12.3   12.3   12.3               6.8",
            "all                  101    5.1   10.0   12.3               6.8");
  }
}

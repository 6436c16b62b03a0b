package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.slo.Objective;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Jvm JVM = new Jvm("2g", List.of());
  private static final Objective OBJECTIVE = Objective.parse("p99<100ms");

  @Test
  void when_onlySomeRates_then_noLimitIsSearchedAndAllElseIsAsBefore() {
    Plan plan = Plan.quick(OBJECTIVE, 100, JVM).withoutQueries().only(List.of(500));
    assertThat(plan).isEqualTo(new Plan(List.of(500), 10, 10, null, false, 100, JVM));
    assertThat(plan.text())
        .isEqualTo(
            "100 patients, events/s [500], 10 s each after 10 s of warm-up, limits not searched,"
                + " no queries");
  }

  @Test
  void when_partsAreChanged_then_theOthersAreAsBefore() {
    Plan plan = Plan.full(OBJECTIVE, 100, JVM).withoutQueries().lasting(5).withWarmup(0);
    assertThat(plan).isEqualTo(new Plan(List.of(1_000, 10_000), 5, 0, OBJECTIVE, false, 100, JVM));
    assertThat(plan.text()).endsWith("limits for p99<100ms, no queries");
    assertThat(Plan.full(OBJECTIVE, 100, JVM).text()).endsWith("limits for p99<100ms");
  }
}

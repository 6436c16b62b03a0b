package io.vitalgrid.loadgen.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.schedule.Plan.Outage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final long SECOND = 1_000_000_000;

  @Test
  void when_rampGoesUp_then_eventsComeCloserAndCloser() {
    // 0 to 10/s in 10 s: event i at sqrt(2 i) seconds.
    List<Long> nanos = times(ramp(0, 10, 10));

    assertThat(nanos).hasSize(50);
    assertThat(nanos.get(0)).isZero();
    assertThat(nanos.get(2)).isEqualTo(2 * SECOND);
    assertThat(nanos.get(8)).isEqualTo(4 * SECOND);
    assertThat(nanos.get(32)).isEqualTo(8 * SECOND);
  }

  @Test
  void when_rampGoesDownToNothing_then_itEnds() {
    // 10/s to 0 in 10 s: 50 events, the last ones far apart.
    List<Long> nanos = times(ramp(10, 0, 10));

    assertThat(nanos).hasSize(50);
    assertThat(nanos.get(1)).isEqualTo(100_505_063L); // a tenth of a second, and a little more
    assertThat(nanos.get(49) - nanos.get(48)).isGreaterThan(SECOND / 2);
  }

  @Test
  void when_phasesFollowEachOther_then_eachBeginsWhereTheOneBeforeEnds() {
    Plan plan = new Plan(List.of(constant(10, 1), constant(0, 2), constant(2, 1)));

    List<Long> nanos = times(plan);

    assertThat(nanos).hasSize(12);
    assertThat(nanos.get(9)).isEqualTo(900_000_000L);
    assertThat(nanos.subList(10, 12)).containsExactly(3 * SECOND, 3 * SECOND + SECOND / 2);
    assertThat(plan.duration()).contains(Duration.ofSeconds(4));
    assertThat(plan.highestRate()).isEqualTo(10);
    assertThat(plan.events(1)).isEqualTo(12);
  }

  @Test
  void when_arrivalsArePoisson_then_rateHoldsAndGapsVaryAsTheyMust() {
    Plan plan =
        new Plan(List.of(Phase.of("burst", Duration.ofSeconds(100), new Arrivals.Poisson(1000))));

    List<Long> nanos = times(plan);

    assertThat(nanos.size()).isBetween(99_000, 101_000); // ±3 standard deviations
    double sum = 0;
    double squares = 0;
    for (int i = 1; i < nanos.size(); i++) {
      double gap = (nanos.get(i) - nanos.get(i - 1)) / 1e6;
      sum += gap;
      squares += gap * gap;
    }
    double mean = sum / (nanos.size() - 1);
    double deviation = Math.sqrt(squares / (nanos.size() - 1) - mean * mean);
    assertThat(deviation / mean).as("exponential: 1").isCloseTo(1, within(0.02));
    assertThat(times(plan)).as("the same seed").isEqualTo(nanos);
  }

  @Test
  void when_dayGoesBy_then_nightIsQuietAndNoonBusy_andTheMeanHolds() {
    Arrivals day = new Arrivals.DayRhythm(100, 0.6, Duration.ofMinutes(1));
    Plan plan = new Plan(List.of(Phase.of("day", Duration.ofMinutes(2), day)));

    int[] perSecond = new int[120];
    times(plan).forEach(nanos -> perSecond[(int) (nanos / SECOND)]++);

    assertThat(perSecond[0]).isCloseTo(40, within(2));
    assertThat(perSecond[30]).isCloseTo(160, within(2));
    assertThat(perSecond[60]).isCloseTo(40, within(2));
    assertThat(perSecond[90]).isCloseTo(160, within(2));
    assertThat(times(plan).size()).isCloseTo(12_000, within(1));
  }

  @Test
  void when_intendedTimesAreTaken_then_theyNeverGoBack() {
    Plan plan =
        new Plan(
            List.of(
                ramp("ramp", 10, 5000, 3),
                Phase.of("burst", Duration.ofSeconds(2), new Arrivals.Poisson(500)),
                Phase.of(
                    "day",
                    Duration.ofSeconds(5),
                    new Arrivals.DayRhythm(500, 0.95, Duration.ofSeconds(2)))));
    long before = -1;
    for (long nanos : times(plan)) {
      assertThat(nanos).isGreaterThanOrEqualTo(before);
      before = nanos;
    }
  }

  @Test
  void when_networkFails_then_itIsKnownFromWhenToWhen() {
    Phase outage =
        new Phase(
            "outage",
            Duration.ofSeconds(20),
            new Arrivals.Constant(500),
            new Phase.Network(0.5, 0));
    Phase flood =
        new Phase(
            "flood",
            Duration.ofSeconds(5),
            new Arrivals.Constant(3000),
            new Phase.Network(0, 2 / 3.0));

    assertThat(new Plan(List.of(constant(1000, 10), outage, flood)).outages())
        .containsExactly(new Outage(10_000, 30_000, 35_000, 0.5, 2 / 3.0));
  }

  @Test
  void when_thereIsNoDuration_then_noEnd() {
    assertThat(Plan.constant(1000, Optional.empty()).duration()).isEmpty();
  }

  @Test
  void when_rateIsNone_then_refusedWithTheRule() {
    assertThatThrownBy(() -> new Arrivals.Poisson(0))
        .hasMessage("rate is 0 events/s, must be 1 to 10000000, such as 1000");
    assertThatThrownBy(() -> new Arrivals.DayRhythm(10, 1.5, Duration.ofSeconds(9)))
        .hasMessageContaining("swing is 1.5, must be 0 (none) to 0.95");
  }

  private static Phase constant(int rate, int seconds) {
    return Phase.of("constant", Duration.ofSeconds(seconds), new Arrivals.Constant(rate));
  }

  private static Phase ramp(String kind, int from, int to, int seconds) {
    Duration duration = Duration.ofSeconds(seconds);
    return Phase.of(kind, duration, new Arrivals.Ramp(from, to, duration));
  }

  private static Plan ramp(int from, int to, int seconds) {
    return new Plan(List.of(ramp("ramp", from, to, seconds)));
  }

  private static List<Long> times(Plan plan) {
    List<Long> times = new ArrayList<>();
    Schedule schedule = plan.schedule(7);
    for (long nanos = schedule.nextNanos(); nanos != Schedule.END; nanos = schedule.nextNanos()) {
      times.add(nanos);
    }
    return times;
  }
}

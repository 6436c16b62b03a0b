package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final String RATE = "sustainable events/s";
  private static final String P99 = "p99, ms at 1,000/s";

  private final Map<Subject, Figures> results = new EnumMap<>(Subject.class);

  @Test
  void when_bothWereMeasured_then_theRatioOfMediansIsJudged() {
    add(Subject.VITALGRID, RATE, 90_000, 110_000, 100_000);
    add(Subject.FLINK, RATE, 50_000);
    add(Subject.FLINK_REDIS, RATE, 50_001);

    assertThat(Targets.lines(results))
        .containsExactly(
            RATE + ": 2.00 of flink-redis's, wanted at least 2.00: MISSED",
            RATE + ": 2.00 of flink's, wanted at least 1.50: holds");
  }

  @Test
  void when_lessIsBetter_then_theRatioMustNotBeAbove() {
    add(Subject.VITALGRID, P99, 6, 8);
    add(Subject.FLINK, P99, 10);

    assertThat(Targets.lines(results))
        .containsExactly(P99 + ": 0.70 of flink's, wanted at most 0.70: holds");
  }

  @Test
  void when_vitalgridWasNotMeasured_then_nothingIsJudged() {
    add(Subject.FLINK, P99, 10);

    assertThat(Targets.lines(results)).isEmpty();
  }

  private void add(Subject subject, String figure, double... values) {
    Figures figures = results.computeIfAbsent(subject, any -> new Figures());
    for (double value : values) {
      figures.add(figure, value);
    }
  }
}

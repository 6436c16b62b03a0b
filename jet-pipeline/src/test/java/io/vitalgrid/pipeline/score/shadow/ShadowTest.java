package io.vitalgrid.pipeline.score.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Features;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.model.Scorer;
import io.vitalgrid.pipeline.sink.TestPanes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class ShadowTest {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<String> failure = new AtomicReference<>();

  /** Of the age only, and as slow as a test wants it. */
  private record OfAge(DoubleUnaryOperator risk, CountDownLatch gate) implements Scorer {
    @Override
    public String modelId() {
      return "readmission@2";
    }

    @Override
    public List<Feature> features() {
      return List.of(Features.named("age"));
    }

    @Override
    public void score(float[] rows, int count, double[] risks) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      for (int i = 0; i < count; i++) {
        risks[i] = risk.applyAsDouble(rows[i]);
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void when_bothScoreTheSameRows_then_theyAreCompared() {
    // The champion says age/100, the shadow 0.1 less: at 25 they decide otherwise.
    try (Shadow shadow = shadow(age -> age / 100 - 0.1, new CountDownLatch(0))) {
      offer(shadow, 15, 25, 35, 45, 55, 65, 75, 85, 95);
      await().until(() -> shadow.figures().rows() == 9);

      Shadow.Figures figures = shadow.figures();
      assertThat(figures.meanDifference()).isCloseTo(-0.1, within(1e-9));
      assertThat(figures.meanAbsDifference()).isCloseTo(0.1, within(1e-9));
      assertThat(figures.rankCorrelation()).isCloseTo(1, within(1e-9));
      assertThat(figures.changedShare()).isCloseTo(1 / 9.0, within(1e-9));
      assertThat(figures.dropped()).isZero();
      assertThat(figures.microsPerRow()).isPositive();
    }
  }

  @Test
  void when_orderIsReversed_then_rankCorrelationIsMinusOne_andAucTurns() {
    try (Shadow shadow = shadow(age -> 1 - age / 100, new CountDownLatch(0))) {
      offer(shadow, 10, 50, 90);
      await().until(() -> shadow.figures().rows() == 3);

      assertThat(shadow.figures().rankCorrelation()).isCloseTo(-1, within(1e-9));
      Shadow.Judgement judgement = shadow.judge(Map.of("P10", false, "P90", true, "P1", true));
      assertThat(judgement).isEqualTo(new Shadow.Judgement(2, 1.0, 0.0));
    }
  }

  /** The champion's lane must not wait, however long the shadow takes. */
  @Test
  void when_shadowHangs_then_offersReturn_andWhatDoesNotFitIsCounted() {
    CountDownLatch gate = new CountDownLatch(1);
    try (Shadow shadow = shadow(age -> age / 100, gate)) {
      for (int i = 0; i < 1000; i++) {
        offer(shadow, 40, 50);
      }
      assertThat(shadow.figures().dropped()).isBetween(1900L, 2000L);
      gate.countDown();
      await().until(() -> shadow.figures().rows() + shadow.figures().dropped() == 2000);
    }
  }

  /** 1 ms of work, then 9 ms of rest: rows beyond the budget are dropped, not queued for ever. */
  @Test
  void when_shadowIsSlow_then_itStaysWithinItsBudget() throws Exception {
    DoubleUnaryOperator oneMs =
        age -> {
          long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1);
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
          return age / 100;
        };
    try (Shadow shadow =
        new Shadow(
            "readmission@1",
            new OfAge(oneMs, new CountDownLatch(0)),
            10,
            0.2,
            failure::set,
            () -> {})) {
      for (int i = 0; i < 500; i++) {
        offer(shadow, 40);
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(shadow.figures().cpuShare()).isLessThan(0.2);
      assertThat(shadow.figures().dropped()).isPositive();
    }
  }

  @Test
  void when_shadowFails_then_itSaysSoOnce_andEnds() throws Exception {
    DoubleUnaryOperator broken =
        age -> {
          throw new ModelException("it gave NaN");
        };
    try (Shadow shadow = shadow(broken, new CountDownLatch(0))) {
      offer(shadow, 40);
      assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(failure.get()).isEqualTo("it gave NaN");
      offer(shadow, 40);
      assertThat(shadow.figures().dropped()).isEqualTo(1);
    }
  }

  private Shadow shadow(DoubleUnaryOperator risk, CountDownLatch gate) {
    return new Shadow(
        "readmission@1", new OfAge(risk, gate), 50, 0.2, failure::set, ended::countDown);
  }

  private static void offer(Shadow shadow, int... ages) {
    List<Object> items = new ArrayList<>();
    double[] risks = new double[ages.length];
    for (int i = 0; i < ages.length; i++) {
      Profile profile =
          new Profile(0, null, ages[i], "Other", 130, 72, 240, 31.5, true, false, 5, 1, "Home");
      items.add(TestPanes.paneOf("P" + ages[i], profile, TestPanes.emptyWindow()));
      risks[i] = ages[i] / 100.0;
    }
    shadow.offer(items, risks, ages.length);
  }
}

package io.vitalgrid.loadgen.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateSearchTest {
  private final List<Integer> tried = new ArrayList<>();

  private RateSearch.Found search(int start, IntPredicate holds) throws InterruptedException {
    return new RateSearch(
            10,
            1_000_000,
            0.05,
            3,
            rate -> {
              tried.add(rate);
              return new Probe(rate, holds.test(rate), "", 1);
            },
            () -> false)
        .from(start);
  }

  @Test
  void when_theSystemHoldsUpToARate_then_thatIsFoundWithinThePrecision() throws Exception {
    RateSearch.Found found = search(1000, rate -> rate <= 13_700);

    assertThat(tried.subList(0, 5)).containsExactly(1000, 2000, 4000, 8000, 16_000);
    assertThat(found.rate()).isBetween(13_000, 13_700);
    assertThat(found.notHeld()).isBetween(13_701, (int) (found.rate() * 1.05) + 1);
    assertThat(found.repetitions()).hasSize(3);
    assertThat(tried).hasSizeLessThan(16);
  }

  @Test
  void when_theFirstRateIsTooMuch_then_itGoesDown() throws Exception {
    RateSearch.Found found = search(1000, rate -> rate <= 90);

    assertThat(found.rate()).isBetween(85, 90);
  }

  @Test
  void when_aRateHeldByLuck_then_itIsNotTheResult() throws Exception {
    int[] lucky = {1};
    RateSearch.Found found = search(1000, rate -> rate <= 5000 || (rate < 7000 && lucky[0]-- > 0));

    assertThat(found.rate()).isLessThanOrEqualTo(5000);
    assertThat(found.repetitions()).allMatch(Probe::held);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 8000}) // the first, and one on the way up
  void when_aRateDidNotHoldOnce_then_itIsTriedAgainAndTheSearchGoesOnAboveIt(int once)
      throws Exception {
    int[] bad = {1};
    RateSearch.Found found =
        search(1000, rate -> rate <= 13_700 && !(rate == once && bad[0]-- > 0));

    assertThat(found.rate()).isBetween(13_000, 13_700);
    assertThat(found.notHeld()).isBetween(13_701, (int) (found.rate() * 1.05) + 1);
    assertThat(tried).hasSizeLessThan(26);
  }

  @Test
  void when_aBoundHoldsAfterAll_then_theNextOneThatDidNotIsStillKnown() throws Exception {
    int[] bad = {1};
    RateSearch.Found found =
        search(1000, rate -> rate <= 13_700 && !(rate == 13_455 && bad[0]-- > 0));

    assertThat(tried).contains(13_455, 16_000).allMatch(rate -> rate <= 16_000);
    assertThat(found.rate()).isBetween(13_000, 13_700);
  }

  @Test
  void when_aRateDoesNotHoldTwice_then_itIsNotTriedAThirdTime() throws Exception {
    RateSearch.Found found = search(1000, rate -> rate <= 13_700);

    assertThat(tried.stream().filter(rate -> rate == found.notHeld())).hasSize(2);
  }

  @Test
  void when_theHighestAllowedDidNotHoldOnce_then_itIsTheResult() throws Exception {
    int[] bad = {1};
    RateSearch.Found found = search(300_000, rate -> rate < 1_000_000 || bad[0]-- <= 0);

    assertThat(found.rate()).isEqualTo(1_000_000);
    assertThat(found.notHeld()).isZero();
  }

  @Test
  void when_nothingHolds_then_noRate() throws Exception {
    RateSearch.Found found = search(1000, rate -> false);

    assertThat(found.rate()).isZero();
    assertThat(found.notHeld()).isBetween(10, 20);
  }

  @Test
  void when_everythingHolds_then_theHighestAllowed() throws Exception {
    RateSearch.Found found = search(300_000, rate -> true);

    assertThat(found.rate()).isEqualTo(1_000_000);
    assertThat(found.notHeld()).isZero();
  }
}

package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.benchmarks.peer.job.BedEvent;
import io.vitalgrid.benchmarks.peer.job.PeerSettings;
import io.vitalgrid.benchmarks.peer.job.Prediction;
import io.vitalgrid.benchmarks.peer.job.Stats;
import io.vitalgrid.pipeline.window.Timing;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The check must see what a system does wrong: systems with and without a planted fault. */
class OracleTest {
  private static final long BEGIN_MS = 1_763_810_000_000L;
  private static final int NONE = -1;
  private static final int LIED = 1_500;

  private final List<BedEvent> events = events();
  private final Oracle oracle = new Oracle(events(), OracleTest::score);

  @Test
  void when_theSystemIsRight_then_nothingIsMissingAndNothingWrong() {
    answer(PeerSettings.SIZE_MS, NONE);
    assertThat(oracle.expected()).isBetween(1_900, CheckStream.EVENTS - 1);
    assertThat(oracle.missing()).isZero();
    assertThat(oracle.wrong()).isZero();
  }

  @Test
  void when_onlyTheLastFrameCounts_then_mostAreWrong() {
    answer(PeerSettings.SLIDE_MS, NONE);
    assertThat(oracle.missing()).isZero();
    assertThat(oracle.wrong()).isGreaterThan(oracle.expected() / 2);
  }

  @Test
  void when_theOldestFrameIsLeftOut_then_mostAreWrong() {
    answer(PeerSettings.SIZE_MS - PeerSettings.SLIDE_MS, NONE);
    assertThat(oracle.wrong()).isGreaterThan(oracle.expected() / 2);
  }

  @Test
  void when_oneEventIsDropped_then_itIsMissingAndThoseAfterItAreWrong() {
    answer(PeerSettings.SIZE_MS, 1_000);
    assertThat(oracle.missing()).isEqualTo(1);
    assertThat(oracle.wrong()).isPositive();
  }

  @Test
  void when_theModelHeedsTheWindow_then_mostAnswersTell() {
    assertThat(oracle.telling()).isGreaterThan(oracle.expected() / 2);
  }

  @Test
  void when_theModelHeedsNoWindow_then_hardlyAnAnswerTells() {
    Oracle blind = new Oracle(events, batch -> batch.forEach(each -> each.risk = 0.5));
    assertThat(blind.telling()).isLessThan(blind.expected() / 10);
  }

  @Test
  void when_oneWindowIsOffByASlide_then_oneIsWrong() {
    answer(
        PeerSettings.SIZE_MS,
        NONE,
        said -> new Oracle.Answer(said.endMs() - PeerSettings.SLIDE_MS, said.risk(), said.news2()));
    assertThat(oracle.wrong()).isEqualTo(1);
  }

  @Test
  void when_oneRiskIsOffBy1e4_then_oneIsWrong() {
    answer(
        PeerSettings.SIZE_MS,
        NONE,
        said -> new Oracle.Answer(said.endMs(), said.risk() + 1e-4, said.news2()));
    assertThat(oracle.wrong()).isEqualTo(1);
  }

  @Test
  void when_oneNews2IsOffByOne_then_oneIsWrong() {
    answer(
        PeerSettings.SIZE_MS,
        NONE,
        said -> new Oracle.Answer(said.endMs(), said.risk(), said.news2() + 1));
    assertThat(oracle.wrong()).isEqualTo(1);
  }

  private void answer(long sizeMs, int dropped) {
    answer(sizeMs, dropped, said -> said);
  }

  /**
   * A system that keeps frames as long as the slide, and merges those that lie in the window.
   *
   * @param dropped which event it does not see
   * @param lie what it says instead of the answer to event {@link #LIED}
   */
  private void answer(long sizeMs, int dropped, UnaryOperator<Oracle.Answer> lie) {
    Map<String, TreeMap<Long, Stats>> patients = new HashMap<>();
    Map<String, float[]> facts = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      BedEvent event = events.get(i);
      if (event.kind == BedEvent.ADMISSION) {
        facts.put(event.patientId, event.facts);
      } else if (i != dropped) {
        TreeMap<Long, Stats> frames =
            patients.computeIfAbsent(event.patientId, id -> new TreeMap<>());
        long endMs = BedEvent.newestEndMs(event.timeMs);
        frames.computeIfAbsent(endMs, end -> new Stats()).add(event);
        Stats window = new Stats();
        frames.tailMap(frames.lastKey() - sizeMs, false).values().forEach(window::merge);
        window.facts = facts.get(event.patientId);
        Prediction made = new Prediction(event.patientId, Timing.EARLY, frames.lastKey(), window);
        score(List.of(made));
        Oracle.Answer said = Oracle.Answer.of(made);
        oracle.hear(event.deviceId + "/" + event.seq, i == LIED ? lie.apply(said) : said);
      }
    }
  }

  /** Instead of a model: depends on all that a window gives to one. */
  private static void score(List<Prediction> batch) {
    for (Prediction prediction : batch) {
      if (prediction.features != null) {
        prediction.risk = 0;
        for (float feature : prediction.features) {
          prediction.risk += feature / 1_000;
        }
      }
    }
  }

  private static List<BedEvent> events() {
    BedEvent.Parser parser = new BedEvent.Parser();
    long sentMs = BEGIN_MS + CheckStream.SPAN.toMillis();
    return CheckStream.of(1, BEGIN_MS).stream()
        .map(each -> parser.parse(each.json().getBytes(StandardCharsets.UTF_8), 0, 0, sentMs))
        .toList();
  }
}

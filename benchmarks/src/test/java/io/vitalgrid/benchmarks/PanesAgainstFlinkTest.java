package io.vitalgrid.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.benchmarks.FlinkWindows.Firing;
import io.vitalgrid.benchmarks.RandomStream.Event;
import io.vitalgrid.benchmarks.RandomStream.Progress;
import io.vitalgrid.benchmarks.RandomStream.Step;
import io.vitalgrid.pipeline.window.Arrival;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/**
 * VitalGrid's windows beside Flink's, on the same random streams and watermarks: the same windows
 * fire at the same steps with the same readings, and the same events go to the side output.
 *
 * <p>What the two do not share is in {@code docs/design/0003-panes.md}: Flink has no EARLY pane and
 * no revisions, and fires an event's LATE panes from the newest window to the oldest.
 */
class PanesAgainstFlinkTest {
  private static final int STREAMS = 600;

  @Test
  void when_streamsAreRandom_then_panesAndSideOutputsAreThoseOfFlink() throws Exception {
    Map<Arrival, Integer> arrivals = new EnumMap<>(Arrival.class);
    Map<Timing, Integer> timings = new EnumMap<>(Timing.class);
    for (long seed = 1; seed <= STREAMS; seed++) {
      RandomStream stream = RandomStream.of(seed);
      try (Comparison comparison = new Comparison(stream.policy(), stream.patients())) {
        comparison.run(seed, stream);
        comparison.arrivals.forEach((arrival, n) -> arrivals.merge(arrival, n, Integer::sum));
        comparison.timings.forEach((timing, n) -> timings.merge(timing, n, Integer::sum));
      }
    }
    // The streams are worth nothing if they leave out a case.
    assertThat(arrivals).hasSize(Arrival.values().length);
    assertThat(arrivals.values()).allMatch(n -> n > STREAMS);
    assertThat(timings).hasSize(Timing.values().length);
    assertThat(timings.values()).allMatch(n -> n > STREAMS);
  }

  private record Pane(Timing timing, long endMs, int revision, int lateEvents, Figures figures) {}

  private record WindowKey(int patient, long endMs) {}

  private static final class Comparison implements AutoCloseable {
    private final FlinkWindows flink;
    private final SlidingWindows windows;
    private final int patientCount;
    private final List<PatientWindows> patients = new ArrayList<>();
    private final List<Pane> panes = new ArrayList<>();
    private final List<Queue<Firing>> due = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<WindowKey, Integer> revisions = new HashMap<>();
    private final Map<WindowKey, Integer> lateFirings = new HashMap<>();
    private long watermarkMs = PatientWindows.NONE;

    final Map<Arrival, Integer> arrivals = new EnumMap<>(Arrival.class);
    final Map<Timing, Integer> timings = new EnumMap<>(Timing.class);

    Comparison(WindowPolicy policy, int patientCount) throws Exception {
      flink = new FlinkWindows(policy);
      windows =
          new SlidingWindows(
              policy,
              (timing, endMs, revision, lateEvents, newest, stats) ->
                  panes.add(new Pane(timing, endMs, revision, lateEvents, Figures.of(stats))));
      this.patientCount = patientCount;
      for (int p = 0; p < patientCount; p++) {
        patients.add(new PatientWindows());
        due.add(new ArrayDeque<>());
      }
    }

    void run(long seed, RandomStream stream) throws Exception {
      for (int i = 0; i < stream.steps().size(); i++) {
        Step step = stream.steps().get(i);
        try {
          if (step instanceof Event event) {
            add(event);
          } else if (step instanceof Progress progress) {
            advance(progress);
          }
        } catch (AssertionError e) {
          String steps =
              String.join(
                  "\n  ", stream.steps().subList(0, i + 1).stream().map(Step::toString).toList());
          throw new AssertionError(
              "seed " + seed + ", " + stream.policy() + ", at the last of these steps:\n  " + steps,
              e);
        }
      }
      assertThat(flink.stateEntries()).as("Flink's state at the end").isZero();
      assertThat(patients).allMatch(patient -> patient.dueMs() == PatientWindows.NEVER);
    }

    private void advance(Progress progress) throws Exception {
      watermarkMs = progress.watermarkMs();
      for (Firing firing : flink.watermark(watermarkMs)) {
        due.get(firing.patient()).add(firing);
      }
      for (int p = 0; p < patientCount; p++) {
        if ((progress.lazyPatients() & 1 << p) == 0) {
          windows.settle(patients.get(p), watermarkMs);
          expectDue(p);
          assertThat(panes).isEmpty();
        }
      }
    }

    private void add(Event event) throws Exception {
      events.add(event);
      int p = event.patient();
      List<Firing> late = new ArrayList<>(flink.event(p, event.number(), event.timeMs()));
      boolean tooLate = flink.takeTooLate();
      Arrival arrival =
          windows.add(
              patients.get(p), event.timeMs(), event.values(), event.observations(), watermarkMs);
      arrivals.merge(arrival, 1, Integer::sum);

      expectDue(p);
      assertThat(arrival == Arrival.TOO_LATE).as("too late").isEqualTo(tooLate);
      if (!tooLate) {
        Pane early = next();
        assertThat(early.timing()).isEqualTo(Timing.EARLY);
        expectRevision(p, early);
      }
      assertThat(late).isSortedAccordingTo(Comparator.comparingLong(Firing::endMs).reversed());
      Collections.reverse(late);
      for (Firing firing : late) {
        lateFirings.merge(new WindowKey(p, firing.endMs()), 1, Integer::sum);
        expect(Timing.LATE, firing);
      }
      assertThat(panes).isEmpty();
      if (late.isEmpty() && !tooLate) {
        assertThat(arrival).isIn(Arrival.ON_TIME, Arrival.PARTLY_TOO_LATE);
      }
    }

    /** Settling a patient catches up with what Flink fired for it since the last time. */
    private void expectDue(int patient) {
      Queue<Firing> firings = due.get(patient);
      while (!firings.isEmpty()) {
        expect(Timing.ON_TIME, firings.remove());
      }
    }

    private void expect(Timing timing, Firing firing) {
      Pane pane = next();
      assertThat(pane.timing()).isEqualTo(timing);
      assertThat(pane.endMs()).isEqualTo(firing.endMs());
      Figures expected = Figures.of(firing.events().stream().map(events::get).toList());
      assertThat(pane.figures().matches(expected))
          .as("window %s: %s, Flink's %s", firing, pane.figures(), expected)
          .isTrue();
      WindowKey key = new WindowKey(firing.patient(), firing.endMs());
      assertThat(pane.lateEvents()).isEqualTo(lateFirings.getOrDefault(key, 0));
      expectRevision(firing.patient(), pane);
    }

    private void expectRevision(int patient, Pane pane) {
      timings.merge(pane.timing(), 1, Integer::sum);
      int last = revisions.merge(new WindowKey(patient, pane.endMs()), 1, Integer::sum);
      assertThat(pane.revision()).as("revision of %s", pane).isEqualTo(last);
    }

    private Pane next() {
      assertThat(panes).as("panes fired").isNotEmpty();
      return panes.remove(0);
    }

    @Override
    public void close() {
      flink.close();
    }
  }
}

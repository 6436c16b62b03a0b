package io.vitalgrid.loadgen.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.device.Reading;
import io.vitalgrid.loadgen.event.DelayRange;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.GridTerms;
import io.vitalgrid.loadgen.event.Kind;
import io.vitalgrid.loadgen.event.Trouble;
import io.vitalgrid.loadgen.schedule.Plan.Outage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is known to have to come out, against a plain grid that reads with a lead of its own. */
class TruthTest {
  private static final long START_MS = 1_763_806_530_123L;
  private static final int PARTITIONS = 3;
  private static final int PATIENTS = 30;
  private static final long TOLERANCE_MS = 1000;
  private static final int COUNT = 80_000; // 80 s

  private final EventSettings settings = settings(false);

  private static EventSettings settings(boolean admitted) {
    return new EventSettings(
        Cohort.generate(PATIENTS, 42),
        new Disorder(
            0.1,
            Duration.ofSeconds(2),
            0.05,
            range(7, 45),
            0.02,
            range(47, 90),
            0.03,
            0.02,
            Kind.BAD,
            0),
        new Trouble(0.2, range(1, 14), 0.05, 0.1, 0.3),
        GridTerms.OF_UP,
        0.1,
        42,
        List.of(new Outage(40_000, 60_000, 65_000, 0.4, 0.3)),
        admitted);
  }

  private final Ledger ledger = new Ledger();
  private final Observed observed = new Observed(PATIENTS, START_MS);
  private final ReferenceGrid grid = new ReferenceGrid(settings.terms(), PARTITIONS, observed);
  private final EventStream devices = new EventStream(settings, START_MS);

  private Truth run() {
    return run(settings);
  }

  private Truth run(EventSettings settings) {
    EventStream events = new EventStream(settings, START_MS);
    for (int i = 0; i < COUNT; i++) {
      Event event = events.next(START_MS + i);
      ledger.add(event, START_MS + i);
      grid.read(event.patient() % PARTITIONS, event);
    }
    grid.settle();
    return truth(TOLERANCE_MS);
  }

  private Truth truth(long toleranceMs) {
    int[] partitionOf = new int[PATIENTS];
    for (int i = 0; i < PATIENTS; i++) {
      partitionOf[i] = i % PARTITIONS;
    }
    WatermarkRange watermark =
        new WatermarkRange(ledger, partitionOf, PARTITIONS, settings.terms(), toleranceMs);
    return new Truth(ledger, devices, PATIENTS, settings.terms(), watermark);
  }

  private Differences compare(Truth truth) {
    Differences differences = new Differences();
    new TopicComparison(ledger, truth, observed, differences)
        .compare(Long.MIN_VALUE / 2, settings.terms().windowSize().toMillis());
    return differences;
  }

  @Test
  void when_theGridIsRight_then_thereIsNoDifference_andLittleIsLeftOpen() {
    Truth truth = run();

    CheckResult result = compare(truth).result();

    assertThat(result.differences()).isEmpty();
    assertThat(result.isExact()).isTrue();
    assertThat(result.lost()).isZero();
    assertThat(ledger.count(Kind.DUPLICATE)).isEqualTo(grid.duplicates).isGreaterThan(1000);
    assertThat(truth.count(Truth.Outcome.TOO_LATE)).isGreaterThan(1000);
    assertThat(truth.count(Truth.Outcome.OPEN)).isLessThan(COUNT / 100);
  }

  @Test
  void when_thePatientsAreInAlready_then_theCheckIsAsExact() {
    Truth truth = run(settings(true));

    CheckResult result = compare(truth).result();

    assertThat(ledger.count(Kind.ADMISSION)).isZero();
    assertThat(result.differences()).isEmpty();
    assertThat(result.isExact()).isTrue();
    assertThat(truth.count(Truth.Outcome.OPEN)).isLessThan(COUNT / 100);
  }

  @Test
  void when_aPartitionIsReadLate_then_nothingIsDemandedThatDependsOnIt() {
    int behindMs = 3500;
    EventStream early = new EventStream(settings, START_MS);
    EventStream late = new EventStream(settings, START_MS);
    for (int i = 0; i < COUNT + behindMs; i++) {
      if (i < COUNT) {
        Event event = early.next(START_MS + i);
        ledger.add(event, START_MS + i);
        readIf(event.patient() % PARTITIONS != 0, event);
      }
      if (i >= behindMs) {
        Event event = late.next(START_MS + i - behindMs);
        readIf(event.patient() % PARTITIONS == 0, event);
      }
    }
    grid.settle();

    assertThat(compare(truth(behindMs + 100)).result().differences()).isEmpty();
    assertThat(compare(truth(TOLERANCE_MS)).isEmpty()).as("a second is not enough").isFalse();
  }

  private void readIf(boolean now, Event event) {
    if (now) {
      grid.read(event.patient() % PARTITIONS, event);
    }
  }

  @Test
  void when_theGridIsRight_then_everyWindowHoldsWhatItMust() {
    Truth truth = run();

    int exact = 0;
    for (Map.Entry<WindowKey, WindowTruth> entry : truth.windows().entrySet()) {
      WindowTruth window = entry.getValue();
      int events =
          grid.windows.containsKey(entry.getKey()) ? grid.windows.get(entry.getKey()).size() : 0;
      assertThat(events).isBetween(window.sure(), window.most());
      if (window.isExact()) {
        exact++;
        for (int sensor = 0; sensor < Reading.SENSORS; sensor++) {
          if (window.count(sensor) > 0) {
            assertThat(window.mean(sensor) * window.count(sensor))
                .isCloseTo(grid.sum(entry.getKey(), devices, sensor), within(1e-6));
          }
        }
      }
    }
    assertThat(exact).isGreaterThan(truth.windows().size() / 4);
    assertThat(truth.windows().keySet()).containsAll(grid.windows.keySet());
  }

  @Test
  void when_oneEventVanishes_then_itIsNamed() {
    EventStream events = new EventStream(settings, START_MS);
    Event lost = null;
    String name = "";
    for (int i = 0; i < COUNT; i++) {
      Event event = events.next(START_MS + i);
      ledger.add(event, START_MS + i);
      if (i > 50_000 && lost == null && event.kind() == Kind.IN_ORDER) {
        lost = event;
        name = "MON-" + (event.patient() + 1) + "/" + event.seq();
        continue;
      }
      grid.read(event.patient() % PARTITIONS, event);
    }
    grid.settle();

    CheckResult result = compare(truth(TOLERANCE_MS)).result();

    assertThat(result.lost()).isEqualTo(1);
    assertThat(result.differences().toString()).contains("event " + name + " (in order");
  }

  @Test
  void when_oneWindowDoesNotSettle_then_itIsNamed() {
    Truth truth = run();
    WindowKey one =
        truth.windows().keySet().stream().filter(truth::isSettled).findFirst().orElseThrow();
    observed.settled().remove(one);

    CheckResult result = compare(truth).result();

    assertThat(result.differences()).contains(one.describe() + " has not settled");
  }

  @Test
  void when_aDuplicateIsCounted_orARecordIsRejectedForTheWrongReason_then_itShows() {
    Truth truth = run();
    int taken = 0;
    while (truth.outcome(taken) != Truth.Outcome.TAKEN) {
      taken++;
    }
    observed.early(ledger.patient(taken), ledger.seq(taken), 2);
    assertThat(compare(truth).result().differences())
        .contains("1 predictions of events that had one");

    Ledger.BadRecord bad = ledger.bad().get(0);
    observed.rejected().merge(bad, -1, Integer::sum);
    observed.rejected(new Ledger.BadRecord(bad.fingerprint(), "unknown_type"));
    assertThat(compare(truth).result().differences().toString())
        .contains("a record that is " + bad.reason() + " was not rejected as that");
  }

  @Test
  void when_anEventIsTakenThatWasTooLate_then_itShows() {
    Truth truth = run();
    int late = 0;
    while (truth.outcome(late) != Truth.Outcome.TOO_LATE) {
      late++;
    }
    observed.early(ledger.patient(late), ledger.seq(late), 1);

    assertThat(compare(truth).result().differences().toString())
        .contains("was predicted and too late");
  }

  private static DelayRange range(int minSeconds, int maxSeconds) {
    return new DelayRange(Duration.ofSeconds(minSeconds), Duration.ofSeconds(maxSeconds));
  }
}

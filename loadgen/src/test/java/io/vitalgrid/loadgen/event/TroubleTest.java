package io.vitalgrid.loadgen.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.device.Fault;
import io.vitalgrid.loadgen.schedule.Plan.Outage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private static final DelayRange SKEW = range(1, 15);

  @Test
  void when_patientsAreHot_then_theirSharesFollowZipf() {
    Map<Integer, Integer> counts = new HashMap<>();
    run(new Trouble(0, SKEW, 0, 0, 1), 100, 200_000).stream()
        .skip(200)
        .forEach(event -> counts.merge(event.patient(), 1, Integer::sum));

    double first = counts.get(0);
    assertThat(counts.get(1) / first).isCloseTo(1 / 2.0, within(0.02));
    assertThat(counts.get(9) / first).isCloseTo(1 / 10.0, within(0.01));
    assertThat(counts.get(99) / first).isCloseTo(1 / 100.0, within(0.004));
  }

  @Test
  void when_clocksAreWrong_then_eachDeviceKeepsItsError_andThoseTooFarAheadMustBeRefused() {
    Map<Integer, Long> errors = new HashMap<>();
    int refused = 0;
    for (Recorded event : run(new Trouble(0.25, SKEW, 0, 0, 0), 400, 40_000)) {
      if (event.kind() == Kind.ADMISSION) {
        continue;
      }
      long errorMs = event.timeMs() - event.intendedMs();
      Long before = errors.putIfAbsent(event.patient(), errorMs);
      assertThat(before == null || before == errorMs).isTrue();
      boolean tooFarAhead = errorMs > 10_000;
      assertThat(event.kind()).isEqualTo(tooFarAhead ? Kind.FUTURE_EVENT_TIME : Kind.IN_ORDER);
      refused += tooFarAhead ? 1 : 0;
      assertThat(Contract.reason(event.value(), event.intendedMs()))
          .isEqualTo(tooFarAhead ? "future_event_time" : "");
    }
    assertThat(refused).isPositive();
    long wrong = errors.values().stream().filter(ms -> Math.abs(ms) > 500).count();
    assertThat(wrong / 400.0).isCloseTo(0.25, within(0.06));
    assertThat(errors.values()).allMatch(ms -> Math.abs(ms) <= 15_004);
  }

  @Test
  void when_devicesFallSilent_then_soManyAsAsked_andForAMinuteEach() {
    Map<Integer, Set<Integer>> heardIn = new HashMap<>();
    for (Recorded event : run(new Trouble(0, SKEW, 0.2, 0, 0), 100, 600_000)) {
      int minute = (int) Math.floorDiv(event.intendedMs(), 60_000L);
      heardIn.computeIfAbsent(minute, m -> new HashSet<>()).add(event.patient());
    }
    double heard = 0;
    for (Set<Integer> patients : heardIn.values()) {
      heard += patients.size();
    }
    // The first and the last minute are not whole ones; all patients are heard when admitted.
    assertThat(heard / heardIn.size()).isCloseTo(80, within(5.0));
  }

  @Test
  void when_devicesAreFaulty_then_theirRecordsAreStillOfTheContract() {
    int missing = 0;
    int leadsOff = 0;
    int vitals = 0;
    for (Recorded event : run(new Trouble(0, SKEW, 0, 0.3, 0), 100, 100_000)) {
      assertThat(Contract.reason(event.value(), event.intendedMs())).isEmpty();
      if (event.kind().isVitals()) {
        vitals++;
        missing += Contract.parse(event.value()).size() < 14 ? 1 : 0;
        leadsOff += event.json().contains("\"spo2\":0,") ? 1 : 0;
      }
    }
    assertThat(missing / (double) vitals).isCloseTo(0.1, within(0.05));
    assertThat(leadsOff / (double) vitals).isCloseTo(0.1, within(0.05));
  }

  @Test
  void when_devicesDropOut_then_theySendNothing() {
    Trouble trouble = only(Fault.DROP_OUT);
    EventStream truth = new EventStream(settings(trouble), Recorded.START_MS);

    assertThat(afterAdmissions(trouble))
        .isNotEmpty()
        .noneMatch(event -> isFaulty(truth, event, Fault.DROP_OUT));
    assertThat(truth.faults(0).between(Recorded.START_MS, Recorded.START_MS + 600_000))
        .isNotEmpty()
        .allMatch(fault -> fault.toMs() - fault.fromMs() <= 600_000);
  }

  @Test
  void when_numbersAreLost_then_aboutOneInFour_andOnlyWhileTheFaultLasts() {
    Trouble trouble = only(Fault.SEQUENCE_GAPS);
    EventStream truth = new EventStream(settings(trouble), Recorded.START_MS);
    Map<Integer, Long> last = new HashMap<>();
    long lost = 0;
    long came = 0;
    for (Recorded event : afterAdmissions(trouble)) {
      Long before = last.put(event.patient(), event.seq());
      if (before != null && isFaulty(truth, event, Fault.SEQUENCE_GAPS)) {
        lost += event.seq() - before - 1;
        came++;
      } else if (before != null) {
        assertThat(event.seq()).isEqualTo(before + 1);
      }
    }
    assertThat(lost / (double) (lost + came)).isCloseTo(0.25, within(0.03));
  }

  @Test
  void when_recordsAreBad_then_everyOther_withDeviceAndNumber_andOnlyWhileTheFaultLasts() {
    Trouble trouble = only(Fault.BAD_RECORDS);
    EventStream truth = new EventStream(settings(trouble), Recorded.START_MS);
    int bad = 0;
    int faulty = 0;
    for (Recorded event : afterAdmissions(trouble)) {
      boolean isFaulty = isFaulty(truth, event, Fault.BAD_RECORDS);
      faulty += isFaulty ? 1 : 0;
      if (event.kind() == Kind.OUT_OF_RANGE) {
        bad++;
        assertThat(isFaulty).isTrue();
        assertThat(event.json()).contains("\"device_id\":\"MON-", "\"seq\":");
        assertThat(Contract.reason(event.value(), event.intendedMs())).isEqualTo("out_of_range");
      }
    }
    assertThat(bad / (double) faulty).isCloseTo(0.5, within(0.05));
  }

  @Test
  void when_clocksGoWrong_then_byAsMuchAsAsked_andOnlyWhileTheFaultLasts() {
    Trouble trouble = only(Fault.WRONG_CLOCK);
    EventStream truth = new EventStream(settings(trouble), Recorded.START_MS);
    int wrong = 0;
    for (Recorded event : afterAdmissions(trouble)) {
      long errorMs = Math.abs(event.timeMs() - event.intendedMs());
      boolean isFaulty = isFaulty(truth, event, Fault.WRONG_CLOCK);
      wrong += isFaulty ? 1 : 0;
      assertThat(errorMs).isBetween(isFaulty ? 1_990L : 0L, isFaulty ? 8_010L : 5L);
    }
    assertThat(wrong).isPositive();
  }

  @Test
  void when_noFaultIsNamed_then_theUsualMix_andNonsenseIsRefused() {
    assertThat(new Trouble(0, SKEW, 0, 0.1, 0).faultKinds())
        .containsExactly(Fault.STUCK, Fault.MISSING_SENSOR, Fault.LEADS_OFF);
    assertThatThrownBy(() -> only(Fault.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fault-kinds is [none], must be some of [stuck, missing-sensor");
    assertThatThrownBy(
            () -> new Trouble(0, SKEW, 0, 0.1, Fault.OF_SENSORS, Duration.ofMillis(10), 0))
        .hasMessage("fault-for is 10 ms, must be at least 1s, such as 60s");
  }

  private static Trouble only(Fault fault) {
    return new Trouble(0, range(2, 8), 0, 0.2, List.of(fault), Duration.ofSeconds(20), 0);
  }

  private static List<Recorded> afterAdmissions(Trouble trouble) {
    return Recorded.run(settings(trouble), 100_000).subList(100, 100_000);
  }

  private static EventSettings settings(Trouble trouble) {
    return new EventSettings(
        Cohort.generate(50, 42), Disorder.NONE, trouble, GridTerms.OF_UP, 0, 42, List.of());
  }

  private static boolean isFaulty(EventStream truth, Recorded event, Fault fault) {
    return truth.faults(event.patient()).at(event.intendedMs()) == fault;
  }

  @Test
  void when_networkFails_then_halfIsSilent_andSendsAfterwardsWhatItKept_oldestFirst() {
    Outage outage = new Outage(10_000, 20_000, 25_000, 0.5, 0.5);
    EventSettings settings =
        new EventSettings(
            Cohort.generate(50, 42),
            Disorder.NONE,
            Trouble.NONE,
            GridTerms.OF_UP,
            0,
            42,
            List.of(outage));
    Set<Integer> during = new HashSet<>();
    Set<Integer> kept = new HashSet<>();
    Map<Integer, Long> newestKept = new HashMap<>();
    int floodEvents = 0;
    for (Recorded event : Recorded.run(settings, 40_000)) {
      long atMs = event.intendedMs() - Recorded.START_MS;
      if (atMs >= 10_000 && atMs < 20_000) {
        during.add(event.patient());
      }
      boolean inFlood = atMs >= 20_000 && atMs < 25_000;
      floodEvents += inFlood ? 1 : 0;
      if (event.kind() == Kind.KEPT) {
        assertThat(inFlood).isTrue();
        assertThat(event.timeMs() - Recorded.START_MS).isBetween(10_000L, 20_000L);
        assertThat(newestKept.getOrDefault(event.patient(), 0L)).isLessThan(event.timeMs());
        newestKept.put(event.patient(), event.timeMs());
        kept.add(event.patient());
      }
    }
    assertThat(floodEvents).isEqualTo(5000);
    assertThat(kept.size()).isBetween(18, 32);
    Set<Integer> everybody = new HashSet<>(during);
    everybody.addAll(kept);
    assertThat(during).doesNotContainAnyElementsOf(kept);
    assertThat(everybody).hasSize(50);
  }

  private static List<Recorded> run(Trouble trouble, int patients, int count) {
    return Recorded.run(
        new EventSettings(
            Cohort.generate(patients, 42),
            Disorder.NONE,
            trouble,
            GridTerms.OF_UP,
            0,
            42,
            List.of()),
        count);
  }

  private static DelayRange range(int minSeconds, int maxSeconds) {
    return new DelayRange(Duration.ofSeconds(minSeconds), Duration.ofSeconds(maxSeconds));
  }
}

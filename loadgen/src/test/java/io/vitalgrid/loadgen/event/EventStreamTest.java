package io.vitalgrid.loadgen.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitalgrid.loadgen.cohort.Cohort;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final Disorder BRUTAL =
      new Disorder(
          0.10,
          Duration.ofSeconds(2),
          0.05,
          new DelayRange(Duration.ofSeconds(7), Duration.ofSeconds(20)),
          0.02,
          new DelayRange(Duration.ofSeconds(60), Duration.ofSeconds(120)),
          0.03,
          0.04,
          Kind.BAD,
          0.01);

  @Test
  void when_everythingIsDisordered_then_eachRecordIsWhatItsKindSays() {
    for (Recorded event : Recorded.run(50, BRUTAL, 0.3, 42, 20_000)) {
      String expected = event.kind().isBad() ? event.kind().reason() : "";
      assertThat(Contract.reason(event.value(), event.intendedMs()))
          .as(event.json())
          .isEqualTo(expected);
      if (!event.kind().isBad()) {
        Map<String, Object> fields = Contract.parse(event.value());
        assertThat(fields).containsEntry("patient_id", event.key());
        assertThat(Contract.eventTimeMs(fields)).isEqualTo(event.timeMs());
      }
    }
  }

  @Test
  void when_vitalsAreWritten_then_theyAreComplete() {
    Recorded vitals = Recorded.run(1, Disorder.NONE, 0, 42, 2).get(1);

    assertThat(Contract.parse(vitals.value()))
        .containsOnlyKeys(
            "type",
            "patient_id",
            "device_id",
            "seq",
            "event_time",
            "heart_rate",
            "respiratory_rate",
            "spo2",
            "temperature",
            "systolic_bp",
            "diastolic_bp",
            "glucose",
            "supplemental_oxygen",
            "consciousness")
        .containsEntry("device_id", "MON-1")
        .containsEntry("seq", Recorded.START_MS);
  }

  @Test
  void when_patientsAreAdmitted_then_everySecondSlotUntilAllAreIn_andVitalsOnlyAfterwards() {
    List<Recorded> events = Recorded.run(100, Disorder.NONE, 0, 42, 1000);

    Set<String> admitted = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      Recorded event = events.get(i);
      boolean admission = event.kind() == Kind.ADMISSION;
      assertThat(admission).isEqualTo(i % 2 == 0 && i < 200);
      assertThat(admission ? admitted.add(event.key()) : admitted.contains(event.key())).isTrue();
    }
    assertThat(admitted).hasSize(100);
  }

  @Test
  void when_patientsAreInAlready_then_noneIsAdmitted_andEachHasVitalsAtOnce() {
    List<Recorded> events = Recorded.run(admitted(100, Disorder.NONE), 200);

    assertThat(events).allMatch(event -> event.kind() == Kind.IN_ORDER);
    assertThat(events.subList(0, 100)).extracting(Recorded::patient).doesNotHaveDuplicates();
    assertThat(events.subList(0, 100)).allMatch(event -> event.seq() == Recorded.START_MS);
    assertThat(events.subList(100, 200)).allMatch(event -> event.seq() == Recorded.START_MS + 1);
  }

  @Test
  void when_patientsWhoWereInAreDischarged_then_theyAreAdmittedAgain() {
    List<Recorded> events = Recorded.run(admitted(50, BRUTAL), 20_000);

    long discharges = events.stream().filter(event -> event.kind() == Kind.DISCHARGE).count();
    long admissions = events.stream().filter(event -> event.kind() == Kind.ADMISSION).count();
    assertThat(discharges).isGreaterThan(100);
    assertThat(admissions).isBetween(discharges - 50, discharges);
  }

  private static EventSettings admitted(int patients, Disorder disorder) {
    return new EventSettings(
        Cohort.generate(patients, 42),
        disorder,
        Trouble.NONE,
        GridTerms.OF_UP,
        0,
        42,
        List.of(),
        true);
  }

  @Test
  void when_dialsAreSet_then_sharesAreAsAsked() {
    Map<Kind, Double> shares =
        sharesOfDecided(Recorded.run(50, withoutDischarge(), 0, 42, 200_000));

    assertThat(shares.get(Kind.OUT_OF_ORDER)).isCloseTo(0.10, within(0.003));
    assertThat(shares.get(Kind.LATE)).isCloseTo(0.05, within(0.002));
    assertThat(shares.get(Kind.TOO_LATE)).isCloseTo(0.02, within(0.001));
    assertThat(shares.get(Kind.DUPLICATE)).isCloseTo(0.03, within(0.002));
    for (Kind kind : Kind.values()) {
      if (kind.isBad()) {
        assertThat(shares.get(kind)).isCloseTo(0.04 / 5, within(0.0004));
      }
    }
  }

  @Test
  void when_patientsAreDischarged_then_soManyAsAsked_andAllAreAdmittedAgain() {
    List<Recorded> events = Recorded.run(50, BRUTAL, 0, 42, 200_000);

    assertThat(sharesOfDecided(events).get(Kind.DISCHARGE)).isCloseTo(0.01, within(0.001));
    long discharges = events.stream().filter(event -> event.kind() == Kind.DISCHARGE).count();
    long admissions = events.stream().filter(event -> event.kind() == Kind.ADMISSION).count();
    assertThat(admissions).isBetween(discharges, discharges + 50);
  }

  /** Of the events that the dials decide on: all but the admissions. */
  private static Map<Kind, Double> sharesOfDecided(List<Recorded> events) {
    Map<Kind, Double> counts = new EnumMap<>(Kind.class);
    events.forEach(event -> counts.merge(event.kind(), 1.0, Double::sum));
    double decided = events.size() - counts.get(Kind.ADMISSION);
    counts.replaceAll((kind, count) -> count / decided);
    return counts;
  }

  @Test
  void when_eventsAreDelayed_then_bySoMuchAsAsked() {
    Disorder disorder = withoutDischarge();
    List<Recorded> events = Recorded.run(50, disorder, 0, 42, 200_000);

    Map<Kind, long[]> delays = new HashMap<>();
    for (Recorded event : events) {
      long delayMs = event.intendedMs() - event.timeMs();
      if (event.kind().isVitals()) {
        long[] range = delays.computeIfAbsent(event.kind(), kind -> new long[] {delayMs, delayMs});
        range[0] = Math.min(range[0], delayMs);
        range[1] = Math.max(range[1], delayMs);
      }
    }

    // Each includes the 1 to 4 ms that the device takes to send.
    assertThat(delays.get(Kind.IN_ORDER)).containsExactly(1, 4);
    assertThat(delays.get(Kind.OUT_OF_ORDER)[0]).isBetween(2L, 20L);
    assertThat(delays.get(Kind.OUT_OF_ORDER)[1]).isBetween(1_980L, 2_004L);
    assertThat(delays.get(Kind.LATE)[0]).isBetween(7_001L, 7_050L);
    assertThat(delays.get(Kind.LATE)[1]).isBetween(19_950L, 20_004L);
    assertThat(delays.get(Kind.TOO_LATE)[0]).isBetween(60_001L, 60_200L);
    assertThat(delays.get(Kind.TOO_LATE)[1]).isBetween(119_800L, 120_004L);
  }

  @Test
  void when_dialsAreAtZero_then_everyPatientsEventsAreInOrder_andNumberedWithoutGap() {
    Map<String, Long> lastTime = new HashMap<>();
    Map<String, Long> nextSeq = new HashMap<>();
    for (Recorded event : Recorded.run(10, Disorder.NONE, 0.5, 42, 20_000)) {
      assertThat(event.kind()).isIn(Kind.ADMISSION, Kind.IN_ORDER);
      Long before = lastTime.put(event.key(), event.timeMs());
      assertThat(before == null || event.timeMs() > before).isTrue();
      if (event.kind() == Kind.IN_ORDER) {
        assertThat(event.seq()).isEqualTo(nextSeq.getOrDefault(event.key(), Recorded.START_MS));
        nextSeq.put(event.key(), event.seq() + 1);
      }
    }
  }

  @Test
  void when_duplicate_then_itRepeatsAnEarlierRecordOfThePatientByteForByte() {
    Map<String, Set<String>> sent = new HashMap<>();
    int duplicates = 0;
    for (Recorded event : Recorded.run(50, BRUTAL, 0.3, 42, 20_000)) {
      boolean isNew = sent.computeIfAbsent(event.key(), key -> new HashSet<>()).add(event.json());
      if (event.kind() == Kind.DUPLICATE) {
        duplicates++;
        assertThat(isNew).isFalse();
      } else if (event.kind().isVitals()) {
        assertThat(isNew).isTrue();
      }
    }
    assertThat(duplicates).isGreaterThan(400);
  }

  @Test
  void when_patientIsDischarged_then_nextComesAnAdmission_andNothingOfTheStayBefore() {
    Map<String, Long> dischargedAt = new HashMap<>();
    Set<String> out = new HashSet<>();
    for (Recorded event : Recorded.run(20, BRUTAL, 0, 42, 20_000)) {
      if (out.contains(event.key())) {
        assertThat(event.kind()).isEqualTo(Kind.ADMISSION);
        out.remove(event.key());
      }
      if (event.kind() == Kind.DISCHARGE) {
        dischargedAt.put(event.key(), event.timeMs());
        out.add(event.key());
      } else if (!event.kind().isBad()) {
        assertThat(event.timeMs()).isGreaterThan(dischargedAt.getOrDefault(event.key(), 0L));
      }
    }
    assertThat(dischargedAt).hasSize(20);
  }

  @Test
  void when_seedIsTheSame_then_everyByteIs() {
    List<Recorded> first = Recorded.run(50, BRUTAL, 0.05, 42, 10_000);

    assertThat(Recorded.run(50, BRUTAL, 0.05, 42, 10_000)).isEqualTo(first);
    assertThat(Recorded.run(50, BRUTAL, 0.05, 43, 10_000)).isNotEqualTo(first);
  }

  private static Disorder withoutDischarge() {
    return new Disorder(
        BRUTAL.outOfOrder(),
        BRUTAL.outOfOrderSpread(),
        BRUTAL.late(),
        BRUTAL.lateBy(),
        BRUTAL.tooLate(),
        BRUTAL.tooLateBy(),
        BRUTAL.duplicate(),
        BRUTAL.bad(),
        Kind.BAD,
        0);
  }
}

package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.Event;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.GridTerms;
import io.vitalgrid.loadgen.event.Kind;
import io.vitalgrid.loadgen.event.Trouble;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BurstTest {
  private record Sent(Kind kind, int patient) {}

  @Test
  void when_patientsAreFew_then_theLoadIsLow_whenMany_then_itIsLonger() {
    assertThat(Burst.admitting(100)).isEqualTo(new Burst(200, 1));
    assertThat(Burst.admitting(100_000)).isEqualTo(new Burst(20_000, 10));
    assertThat(Burst.hearing(100)).isEqualTo(new Burst(100, 1));
    assertThat(Burst.hearing(100_000)).isEqualTo(new Burst(20_000, 5));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 10_000, 10_001, 25_000})
  void when_theLoadIsOver_then_allPatientsAreInAndHeard(int patients) {
    List<Sent> admissions = sent(Burst.admitting(patients), settings(patients, false));
    assertThat(admissions.stream().filter(one -> one.kind() == Kind.ADMISSION)).hasSize(patients);

    List<Sent> vitals = sent(Burst.hearing(patients), settings(patients, true));
    assertThat(vitals).extracting(Sent::kind).containsOnly(Kind.IN_ORDER);
    assertThat(new HashSet<>(vitals.stream().map(Sent::patient).toList())).hasSize(patients);
  }

  private static EventSettings settings(int patients, boolean admitted) {
    return new EventSettings(
        Cohort.generate(patients, 42),
        Disorder.NONE,
        Trouble.NONE,
        GridTerms.OF_UP,
        0,
        42,
        List.of(),
        admitted);
  }

  private static List<Sent> sent(Burst burst, EventSettings settings) {
    EventStream stream = new EventStream(settings, 0);
    List<Sent> sent = new ArrayList<>();
    for (long slot = 0; slot < (long) burst.rate() * burst.seconds(); slot++) {
      Event event = stream.next(1_000 * slot / burst.rate());
      sent.add(new Sent(event.kind(), event.patient()));
    }
    return sent;
  }
}

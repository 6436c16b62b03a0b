package io.vitalgrid.benchmarks.peer.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.loadgen.cohort.Cohort;
import io.vitalgrid.loadgen.event.Disorder;
import io.vitalgrid.loadgen.event.EventSettings;
import io.vitalgrid.loadgen.event.EventStream;
import io.vitalgrid.loadgen.event.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionsTest {
  @Test
  void when_patientsAreFew_then_theLoadIsLow_whenMany_then_itIsLonger() {
    assertThat(Admissions.of(100)).isEqualTo(new Admissions(200, 1));
    assertThat(Admissions.of(100_000)).isEqualTo(new Admissions(20_000, 10));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 10_000, 10_001, 25_000})
  void when_theLoadIsOver_then_allPatientsAreIn(int patients) {
    Admissions load = Admissions.of(patients);
    EventStream stream =
        new EventStream(EventSettings.of(Cohort.generate(patients, 42), Disorder.NONE, 0, 42), 0);

    int admitted = 0;
    for (long slot = 0; slot < (long) load.rate() * load.seconds(); slot++) {
      admitted += stream.next(1_000 * slot / load.rate()).kind() == Kind.ADMISSION ? 1 : 0;
    }

    assertThat(admitted).isEqualTo(patients);
  }
}

package io.vitalgrid.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final long TTL_MS = 1_000_000;
  private static final long KEEP_MS = 60_000;
  private static final long AT = TimeUnit.NANOSECONDS.toMillis(Sweep.EVERY_NANOS);

  private final Map<String, PatientAlerts> patients = new HashMap<>();
  private final List<PatientAlerts> kept = new ArrayList<>();
  private final Sweep sweep =
      new Sweep(patients, TTL_MS, KEEP_MS, 0, 0, patient -> patients.remove(patient.id), kept::add);

  @Test
  void when_aPatientIsSilentForTheTimeToLive_then_itIsForgottenAtTheNextSweep() {
    patient("silent", AT - TTL_MS);
    PatientAlerts heard = patient("heard", AT - TTL_MS + 1);
    step(AT - 1);
    assertThat(patients).hasSize(2);
    step(AT);
    assertThat(patients.values()).containsExactly(heard);
    step(2 * AT - 1);
    assertThat(patients).hasSize(1);
    step(2 * AT);
    assertThat(patients).isEmpty();
  }

  @Test
  void when_itIsTimeToKeep_then_whatIsOpenIsKept_alsoOfThoseNotHeardSince() {
    PatientAlerts open = open(patient("open", -1));
    PatientAlerts silent = open(patient("silent", 2 * AT - TTL_MS));
    patient("nothing open", 1);
    step(AT);
    assertThat(kept).as("too soon").isEmpty();
    step(2 * AT);
    assertThat(kept).as("the other one is over").containsExactly(open);
    assertThat(patients.values()).doesNotContain(silent);
    step(3 * AT);
    assertThat(kept).as("only every other time").containsExactly(open);
    step(4 * AT);
    assertThat(kept).containsExactly(open, open);
  }

  @Test
  void when_thereAreManyPatients_then_aStepLooksAtSomeOfThem() {
    for (int i = 0; i < 2 * Sweep.AT_ONCE + 1; i++) {
      patient("p" + i, AT - TTL_MS);
    }
    step(AT);
    assertThat(patients).hasSize(Sweep.AT_ONCE + 1);
    step(AT);
    assertThat(patients).hasSize(1);
    step(AT);
    assertThat(patients).isEmpty();
  }

  @Test
  void when_aPatientIsForgottenWhileASweepIsUnderWay_then_itIsNotKeptAlive() {
    for (int i = 0; i < Sweep.AT_ONCE + 1; i++) {
      open(patient("p" + i, 1));
    }
    step(2 * AT);
    assertThat(kept).hasSize(Sweep.AT_ONCE);
    for (PatientAlerts patient : List.copyOf(patients.values())) {
      if (!kept.contains(patient)) {
        open(patient(patient.id, 1)); // another one in its place
      }
    }
    step(2 * AT);
    assertThat(kept).hasSize(Sweep.AT_ONCE);
  }

  @Test
  void when_aSweepLastsLongerThanToTheNext_then_itIsFinishedFirst() {
    for (int i = 0; i < 2 * Sweep.AT_ONCE; i++) {
      patient("p" + i, AT - TTL_MS);
    }
    step(AT);
    patient("late", AT - TTL_MS);
    step(2 * AT);
    assertThat(patients).containsOnlyKeys("late");
  }

  private void step(long nowMs) {
    sweep.step(TimeUnit.MILLISECONDS.toNanos(nowMs), nowMs);
  }

  private PatientAlerts patient(String id, long touchedMs) {
    PatientAlerts patient = new PatientAlerts(id);
    patient.touchedMs = touchedMs;
    patients.put(id, patient);
    return patient;
  }

  private static PatientAlerts open(PatientAlerts patient) {
    patient.start(AlertKind.NEWS2_HIGH).episode = new Episode(1, 0, 1, "cause", 0);
    return patient;
  }
}

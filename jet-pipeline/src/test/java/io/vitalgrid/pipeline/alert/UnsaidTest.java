package io.vitalgrid.pipeline.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnsaidTest {
  private final Unsaid unsaid = new Unsaid();
  private final List<PatientAlerts> seen = new ArrayList<>();

  @Test
  void when_nothingIsUnsaid_then_thePatientIsNotNoted() {
    unsaid.note(new PatientAlerts("quiet"));
    assertThat(unsaid.patients()).isEmpty();
  }

  @Test
  void when_theSnapshotIsComplete_then_whatItSealedIsSaid_once() {
    PatientAlerts patient = raised("P1");
    unsaid.note(patient);
    unsaid.seal(seen::add);
    assertThat(seen).containsExactly(patient);
    unsaid.confirm(seen::add);
    unsaid.confirm(seen::add);
    assertThat(seen).containsExactly(patient, patient);
    assertThat(patient.isUnsaid()).isFalse();
    assertThat(unsaid.patients()).isEmpty();
  }

  @Test
  void when_itChangesBehindTheBarrier_then_itStaysUntilTheNextSnapshot() {
    PatientAlerts patient = raised("P1");
    unsaid.note(patient);
    unsaid.seal(seen::add);
    patient.watch(AlertKind.NEWS2_HIGH).episode.revision++;
    unsaid.note(patient);
    unsaid.confirm(each -> {});
    assertThat(patient.watch(AlertKind.NEWS2_HIGH).episode.said).isEqualTo(1);
    assertThat(unsaid.patients()).containsExactly(patient);
    unsaid.seal(seen::add);
    unsaid.confirm(each -> {});
    assertThat(unsaid.patients()).isEmpty();
  }

  @Test
  void when_aSnapshotFails_then_theNextOneCoversItToo() {
    PatientAlerts patient = raised("P1");
    unsaid.note(patient);
    unsaid.seal(seen::add);
    unsaid.seal(seen::add);
    assertThat(seen).containsExactly(patient, patient);
  }

  @Test
  void when_thePatientIsForgotten_then_nothingIsSealedOrConfirmed() {
    PatientAlerts patient = raised("P1");
    unsaid.note(patient);
    unsaid.seal(each -> {});
    unsaid.forget(patient);
    unsaid.confirm(seen::add);
    unsaid.seal(seen::add);
    assertThat(seen).isEmpty();
  }

  private static PatientAlerts raised(String id) {
    PatientAlerts patient = new PatientAlerts(id);
    patient.start(AlertKind.NEWS2_HIGH).episode = new Episode(1, 0, 1, "cause", 0);
    return patient;
  }
}

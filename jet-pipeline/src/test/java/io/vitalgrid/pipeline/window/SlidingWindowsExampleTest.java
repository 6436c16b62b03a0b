package io.vitalgrid.pipeline.window;

import static io.vitalgrid.pipeline.window.OnePatient.NO_WATERMARK;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The worked examples of the Javadoc, and each boundary to the millisecond. */
class SlidingWindowsExampleTest {
  private static final WindowPolicy POLICY = new WindowPolicy(10_000, 5_000, 5_000);

  private final OnePatient patient = new OnePatient(POLICY);

  @Test
  void when_javadocExampleIsFollowed_then_panesAreThoseWrittenThere() {
    assertThat(patient.add(3_000, 60, NO_WATERMARK)).isEqualTo(Arrival.ON_TIME);
    assertThat(patient.panes())
        .containsExactly("EARLY [-5000, 5000) rev 1 newest, 1 events, 0 late");

    assertThat(patient.add(7_000, 61, NO_WATERMARK)).isEqualTo(Arrival.ON_TIME);
    assertThat(patient.panes()).containsExactly("EARLY [0, 10000) rev 1 newest, 2 events, 0 late");

    patient.settle(5_000);
    assertThat(patient.panes()).containsExactly("ON_TIME [-5000, 5000) rev 2, 1 events, 0 late");

    assertThat(patient.add(4_000, 62, 6_000)).isEqualTo(Arrival.LATE);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [0, 10000) rev 2 newest, 3 events, 0 late",
            "LATE [-5000, 5000) rev 3, 2 events, 1 late");

    patient.settle(10_000);
    assertThat(patient.panes())
        .containsExactly("ON_TIME [0, 10000) rev 3 newest, 3 events, 0 late");

    assertThat(patient.add(2_000, 63, 11_000)).isEqualTo(Arrival.PARTLY_TOO_LATE);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [0, 10000) rev 4 newest, 4 events, 1 late",
            "LATE [0, 10000) rev 5 newest, 4 events, 1 late");

    patient.settle(15_000);
    assertThat(patient.panes()).containsExactly("ON_TIME [5000, 15000) rev 1, 1 events, 0 late");

    assertThat(patient.add(1_000, 64, 15_000)).isEqualTo(Arrival.TOO_LATE);
    assertThat(patient.panes()).isEmpty();
  }

  @Test
  void when_eventIsExactlyOnAnEnd_then_itBelongsToTheNextWindowOnly() {
    patient.add(5_000, 60, NO_WATERMARK);
    patient.settle(Long.MAX_VALUE / 2);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [0, 10000) rev 1 newest, 1 events, 0 late",
            "ON_TIME [0, 10000) rev 2 newest, 1 events, 0 late",
            "ON_TIME [5000, 15000) rev 1, 1 events, 0 late");
  }

  @Test
  void when_eventIsOneMillisecondBeforeAnEnd_then_itBelongsToTheWindowThatEndsThere() {
    patient.add(4_999, 60, NO_WATERMARK);
    patient.settle(Long.MAX_VALUE / 2);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [-5000, 5000) rev 1 newest, 1 events, 0 late",
            "ON_TIME [-5000, 5000) rev 2 newest, 1 events, 0 late",
            "ON_TIME [0, 10000) rev 1, 1 events, 0 late");
  }

  @Test
  void when_watermarkIsOneMillisecondShortOfTheEnd_then_nothingSettles() {
    patient.add(3_000, 60, NO_WATERMARK);
    patient.panes();
    patient.settle(4_999);
    assertThat(patient.panes()).isEmpty();
    patient.settle(5_000);
    assertThat(patient.panes()).hasSize(1);
    patient.settle(5_000);
    assertThat(patient.panes()).as("once only").isEmpty();
  }

  @Test
  void when_watermarkIsOneMillisecondShortOfEndPlusLateness_then_theWindowIsStillCorrected() {
    patient.add(3_000, 60, 9_999);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [-5000, 5000) rev 1 newest, 1 events, 1 late",
            "LATE [-5000, 5000) rev 2 newest, 1 events, 1 late");
  }

  @Test
  void when_watermarkIsAtEndPlusLateness_then_theWindowHasExpired() {
    assertThat(patient.add(3_000, 60, 10_000)).isEqualTo(Arrival.PARTLY_TOO_LATE);
    assertThat(patient.panes())
        .as("the newest window has expired, the next one not")
        .containsExactly(
            "EARLY [-5000, 5000) rev 1 newest, 1 events, 0 late",
            "LATE [0, 10000) rev 1, 1 events, 1 late");
  }

  @Test
  void when_watermarkIsAtTheLastEndPlusLateness_then_theEventIsTooLate() {
    assertThat(patient.add(0, 60, 15_000)).isEqualTo(Arrival.TOO_LATE);
    assertThat(patient.add(4_999, 60, 15_000)).isEqualTo(Arrival.TOO_LATE);
    assertThat(patient.panes()).isEmpty();
    assertThat(patient.windows.highestMs()).isEqualTo(PatientWindows.NONE);
    assertThat(patient.add(5_000, 60, 15_000)).isEqualTo(Arrival.PARTLY_TOO_LATE);
  }

  @Test
  void when_watermarkIsOneMillisecondShortOfTheLastExpiry_then_theEventCounts() {
    assertThat(patient.add(0, 60, 14_999)).isEqualTo(Arrival.PARTLY_TOO_LATE);
  }

  @Test
  void when_latenessIsZero_then_aWindowExpiresAsItSettles() {
    OnePatient strict = new OnePatient(new WindowPolicy(10_000, 5_000, 0));
    assertThat(strict.add(3_000, 60, 4_999)).isEqualTo(Arrival.ON_TIME);
    assertThat(strict.add(3_000, 60, 5_000)).isEqualTo(Arrival.PARTLY_TOO_LATE);
    assertThat(strict.add(3_000, 60, 10_000)).isEqualTo(Arrival.TOO_LATE);
    assertThat(strict.panes())
        .containsExactly(
            "EARLY [-5000, 5000) rev 1 newest, 1 events, 0 late",
            "ON_TIME [-5000, 5000) rev 2 newest, 1 events, 0 late",
            "EARLY [-5000, 5000) rev 3 newest, 2 events, 0 late",
            "ON_TIME [0, 10000) rev 1, 2 events, 0 late");
  }

  @Test
  void when_windowsTumble_then_eachEventHasOneWindow() {
    OnePatient tumbling = new OnePatient(new WindowPolicy(5_000, 5_000, 1_000));
    tumbling.add(4_999, 60, NO_WATERMARK);
    tumbling.add(5_000, 60, NO_WATERMARK);
    tumbling.settle(10_000);
    assertThat(tumbling.panes())
        .containsExactly(
            "EARLY [0, 5000) rev 1 newest, 1 events, 0 late",
            "EARLY [5000, 10000) rev 1 newest, 1 events, 0 late",
            "ON_TIME [0, 5000) rev 2, 1 events, 0 late",
            "ON_TIME [5000, 10000) rev 2 newest, 1 events, 0 late");
  }

  @Test
  void when_timesAreBeforeTheEpoch_then_framesRoundDown() {
    patient.add(-1, 60, NO_WATERMARK);
    patient.add(-5_000, 60, NO_WATERMARK);
    patient.add(-5_001, 60, NO_WATERMARK);
    patient.settle(0);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [-10000, 0) rev 1 newest, 1 events, 0 late",
            "EARLY [-10000, 0) rev 2 newest, 2 events, 0 late",
            "EARLY [-10000, 0) rev 3 newest, 3 events, 0 late",
            "ON_TIME [-15000, -5000) rev 1, 1 events, 0 late",
            "ON_TIME [-10000, 0) rev 4 newest, 3 events, 0 late");
  }

  @Test
  void when_aSettledWindowBecomesTheNewest_then_itsRevisionGoesOn() {
    // [0, 10) settles with the event at 3 alone and expires; the event at 7 is in it, too late for
    // it, in time for [5, 15), and makes it the newest.
    patient.add(3_000, 60, NO_WATERMARK);
    patient.settle(15_000);
    patient.panes();
    assertThat(patient.add(7_000, 61, 15_000)).isEqualTo(Arrival.PARTLY_TOO_LATE);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [0, 10000) rev 2 newest, 2 events, 0 late",
            "LATE [5000, 15000) rev 1, 1 events, 1 late");
  }

  @Test
  void when_aLateEventOpensASettledEmptyWindow_then_itsFirstPaneIsLate() {
    patient.add(20_000, 60, 12_000);
    patient.panes();
    assertThat(patient.add(9_000, 61, 12_000)).isEqualTo(Arrival.LATE);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [15000, 25000) rev 2 newest, 1 events, 0 late",
            "LATE [0, 10000) rev 1, 1 events, 1 late");
    patient.settle(15_000);
    assertThat(patient.panes()).containsExactly("ON_TIME [5000, 15000) rev 1, 1 events, 0 late");
  }

  @Test
  void when_watermarkGoesBack_then_whatIsSettledStaysSettled() {
    patient.add(3_000, 60, 7_000);
    patient.panes();
    assertThat(patient.add(4_000, 60, NO_WATERMARK)).isEqualTo(Arrival.LATE);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [-5000, 5000) rev 3 newest, 2 events, 2 late",
            "LATE [-5000, 5000) rev 4 newest, 2 events, 2 late");
  }

  @Test
  void when_timeLeapsAYear_then_onlyPopulatedWindowsSettle() {
    long year = 365L * 24 * 3_600_000;
    patient.add(3_000, 60, NO_WATERMARK);
    patient.add(3_000 + year, 61, NO_WATERMARK);
    patient.panes();
    assertThat(patient.windows.size()).isEqualTo(2);
    patient.settle(2 * year);
    assertThat(patient.panes()).hasSize(4).allMatch(pane -> pane.startsWith("ON_TIME"));
    assertThat(patient.windows.size()).as("what the newest window needs").isEqualTo(1);
    assertThat(patient.windows.dueMs()).isEqualTo(PatientWindows.NEVER);
  }

  @Test
  void when_thePatientIsRefreshedWithoutAnEvent_then_theEmptyWindowOfThatTimeIsShown() {
    patient.refresh(7_000);
    patient.refresh(7_000);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [0, 10000) rev 1 newest, 0 events, 0 late",
            "EARLY [0, 10000) rev 2 newest, 0 events, 0 late");
    patient.settle(100_000);
    assertThat(patient.panes()).as("no ON_TIME pane for an empty window").isEmpty();
    patient.refresh(7_000);
    assertThat(patient.panes()).containsExactly("EARLY [0, 10000) rev 3 newest, 0 events, 0 late");
  }

  @Test
  void when_readingsAreCleared_then_revisionsGoOnAndCountsStartAgain() {
    patient.add(3_000, 60, 7_000);
    patient.panes();
    patient.windows.clearReadings();
    assertThat(patient.windows.dueMs()).isEqualTo(PatientWindows.NEVER);
    patient.add(4_000, 61, 7_000);
    assertThat(patient.panes())
        .containsExactly(
            "EARLY [-5000, 5000) rev 3 newest, 1 events, 1 late",
            "LATE [-5000, 5000) rev 4 newest, 1 events, 1 late");
  }
}

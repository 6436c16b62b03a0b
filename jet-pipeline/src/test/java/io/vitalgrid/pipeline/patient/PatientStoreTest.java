package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.WindowPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatientStoreTest {
  private static final long TTL_MS = 1_000;

  private final PatientStore store = new PatientStore(TTL_MS);
  private final SlidingWindows windows =
      new SlidingWindows(
          new WindowPolicy(10, 5, 5), (timing, end, revision, late, newest, stats) -> {});

  @Test
  void when_aWindowIsDue_then_itsPatientIsFoundOnceAndInOrderOfDueTime() {
    PatientState late = patient("late", 12);
    PatientState early = patient("early", 2);
    assertThat(store.pollDue(4)).isNull();
    assertThat(store.pollDue(15)).isSameAs(early);
    assertThat(store.pollDue(15)).isSameAs(late);
    assertThat(store.pollDue(Long.MAX_VALUE)).as("not announced again").isNull();
  }

  @Test
  void when_theDueTimeMovesForward_then_theFirstAnnouncementIsVoid() {
    PatientState patient = patient("a", 12);
    add(patient, 2);
    store.announceDue(patient);
    assertThat(store.pollDue(5)).isSameAs(patient);
    windows.settle(patient.windows, 5);
    store.announceDue(patient);
    assertThat(store.pollDue(9)).isNull();
    assertThat(store.pollDue(10)).isSameAs(patient);
  }

  @Test
  void when_aPatientIsReplaced_then_theOldStateIsNeverDue() {
    patient("a", 2);
    PatientState second = patient("a", 12);
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.pollDue(1_000)).isSameAs(second);
    assertThat(store.pollDue(1_000)).isNull();
  }

  @Test
  void when_patientsAreSilentForTheTimeToLive_then_theyAreForgottenToTheMillisecond() {
    PatientState silent = patient("silent", 2);
    PatientState active = patient("active", 2);
    touch(silent, 100);
    touch(active, 101);
    assertThat(store.expire(100 + TTL_MS - 1, 10)).isZero();
    assertThat(store.expire(100 + TTL_MS, 10)).isEqualTo(1);
    assertThat(store.get(silent.key)).isNull();
    assertThat(store.get(active.key)).isSameAs(active);
    assertThat(store.pollDue(1_000)).as("forgotten, hence not due").isSameAs(active);
    assertThat(store.pollDue(1_000)).isNull();
  }

  @Test
  void when_moreHaveExpiredThanAllowedAtOnce_then_theRestGoesNextTime() {
    for (int i = 0; i < 5; i++) {
      touch(patient("p" + i, 2), i);
    }
    assertThat(store.expire(5_000, 3)).isEqualTo(3);
    assertThat(store.size()).isEqualTo(2);
    assertThat(store.expire(5_000, 3)).isEqualTo(2);
  }

  @Test
  void when_aPatientIsOnlyLookedUp_then_itStillExpiresInTurn() {
    PatientState first = patient("first", 2);
    PatientState second = patient("second", 2);
    touch(first, 1);
    touch(second, 500);
    assertThat(store.get(first.key)).isSameAs(first);
    assertThat(store.expire(1 + TTL_MS, 10)).isEqualTo(1);
    assertThat(store.get(first.key)).isNull();
  }

  @Test
  void when_someoneWasHeardSinceTheLastMove_then_theSilentBehindStillExpireToTheMillisecond() {
    PatientState first = patient("first", 2);
    PatientState second = patient("second", 2);
    touch(first, 240); // too soon to be moved behind the other
    touch(second, 100);
    assertThat(store.expire(99 + TTL_MS, 10)).isZero();
    assertThat(store.expire(100 + TTL_MS, 10)).isEqualTo(1);
    assertThat(store.get(first.key)).isSameAs(first);
    assertThat(store.expire(240 + TTL_MS, 10)).isEqualTo(1);
    assertThat(store.size()).isZero();
  }

  @Test
  void when_aPatientIsHeardAgain_then_itMovesToTheEndAfterAQuarterOfTheTimeToLive() {
    PatientState first = patient("first", 2);
    PatientState second = patient("second", 2);
    touch(first, TTL_MS / 4 - 1);
    assertThat(first.later).isSameAs(second);
    touch(first, TTL_MS / 4);
    assertThat(second.later).isSameAs(first);
    assertThat(first.movedAtMs).isEqualTo(TTL_MS / 4);
  }

  @Test
  void when_theTimeToLiveIsADay_then_aPatientMovesEveryFiveMinutes() {
    PatientStore daily = new PatientStore(86_400_000);
    PatientState first = new PatientState(new PatientKey("first", 0));
    PatientState second = new PatientState(new PatientKey("second", 0));
    daily.touch(first);
    daily.touch(second);
    first.updatedAtMs = 299_999;
    daily.touch(first);
    assertThat(first.later).isSameAs(second);
    first.updatedAtMs = 300_000;
    daily.touch(first);
    assertThat(second.later).isSameAs(first);
  }

  @Test
  void when_theClockIsPutBack_then_whoIsHeardAfterwardsDoesNotKeepTheSilentFromExpiring() {
    PatientState first = patient("first", 2);
    PatientState second = patient("second", 2);
    touch(first, 1_000_000);
    touch(second, 1_000_000);
    touch(first, 10);
    touch(second, 20);
    assertThat(store.expire(10 + TTL_MS, 10)).isEqualTo(1);
    assertThat(store.get(second.key)).isSameAs(second);
  }

  /** More than a call looks at: they must move, or it would not come to the end of them. */
  @Test
  void when_theClockIsPutBack_then_whoIsHeardAfterwardsMoves() {
    List<PatientState> heard = new ArrayList<>();
    for (int i = 0; i < 17; i++) {
      heard.add(patient("heard" + i, 2));
    }
    heard.forEach(each -> touch(each, 1_000_000));
    touch(patient("silent", 2), 10);
    heard.forEach(each -> touch(each, 20));
    assertThat(store.expire(10 + TTL_MS, 1)).isEqualTo(1);
    assertThat(store.get(new PatientKey("silent", 0))).isNull();
  }

  @Test
  void when_theClockIsPutBack_then_whoIsSilentSinceDoesNotKeepOthersFromExpiring() {
    PatientState ahead = patient("ahead", 2);
    PatientState second = patient("second", 2);
    touch(ahead, 1_000_000);
    touch(second, 1_000_000);
    touch(second, 10);
    assertThat(ahead.later).isSameAs(second);
    assertThat(store.expire(10 + TTL_MS, 10)).isEqualTo(1);
    assertThat(store.get(ahead.key)).isSameAs(ahead);
    assertThat(store.expire(1_000_000 + TTL_MS, 10)).isEqualTo(1);
  }

  @Test
  void when_manyHaveBeenHeardSinceTheyMoved_then_aCallLooksAtSomeOfThem() {
    for (int i = 0; i < 16; i++) {
      touch(patient("heard" + i, 2), 200);
    }
    patient("silent", 2);
    assertThat(store.expire(TTL_MS, 1)).as("the 17th is not looked at").isZero();
    assertThat(store.expire(TTL_MS, 2)).isEqualTo(1);
    assertThat(store.expire(200 + TTL_MS, 100)).isEqualTo(16);
  }

  /** Against a plain search: first, last and middle ones are touched, replaced and forgotten. */
  @Test
  void when_patientsAreTouchedAtRandom_then_exactlyTheSilentExpire() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      PatientStore tested = new PatientStore(TTL_MS);
      List<PatientState> known = new ArrayList<>();
      long nowMs = 0;
      int maxStepMs = 1 + random.nextInt(600);
      for (int i = 1; i <= 200; i++) {
        nowMs += random.nextInt(maxStepMs);
        PatientKey key = new PatientKey("p" + random.nextInt(8), 0);
        PatientState before = tested.get(key);
        boolean replaced = before == null || random.nextInt(10) == 0;
        PatientState state = replaced ? new PatientState(key) : before;
        known.remove(before);
        known.add(state);
        state.updatedAtMs = nowMs;
        tested.touch(state);
        if (random.nextInt(4) == 0) {
          long lastMs = nowMs - TTL_MS;
          List<PatientState> silent =
              known.stream().filter(each -> each.updatedAtMs <= lastMs).toList();
          int some = Math.min(1 + random.nextInt(3), silent.size());
          assertThat(tested.expire(nowMs, some)).isEqualTo(some);
          assertThat(silent).filteredOn(each -> !each.stored).hasSize(some);
          assertThat(tested.expire(nowMs, 100)).isEqualTo(silent.size() - some);
          known.removeAll(silent);
        }
        assertThat(tested.all()).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(known);
      }
      assertThat(tested.expire(nowMs + TTL_MS, 100)).isEqualTo(known.size());
      assertThat(tested.size()).isZero();
      assertThat(tested.expire(nowMs + TTL_MS, 1)).isZero();
    }
  }

  @Test
  void when_statesAreLoadedInAnyOrder_then_theyExpireInOrderOfSilence() {
    List<PatientState> states = new ArrayList<>();
    for (long updatedAtMs : new long[] {30, 10, 20}) {
      PatientState state = new PatientState(new PatientKey("p" + updatedAtMs, 0));
      state.updatedAtMs = updatedAtMs;
      add(state, updatedAtMs);
      states.add(state);
    }
    store.addAll(states);
    assertThat(store.expire(20 + TTL_MS, 10)).isEqualTo(2);
    assertThat(store.get(new PatientKey("p30", 0))).isNotNull();
    assertThat(store.pollDue(1_000).key.id()).isEqualTo("p30");
  }

  /** Against a plain search through all patients. */
  @Test
  void when_dueTimesMoveAtRandom_then_exactlyTheDuePatientsAreFound() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      PatientStore tested = new PatientStore(TTL_MS);
      List<PatientState> states = new ArrayList<>();
      long watermarkMs = 0;
      for (int i = 0; i < 200; i++) {
        if (states.size() < 10) {
          PatientState state = new PatientState(new PatientKey("p" + i, 0));
          states.add(state);
          tested.touch(state);
        }
        PatientState state = states.get(random.nextInt(states.size()));
        add(state, watermarkMs - 10 + random.nextInt(60), watermarkMs);
        tested.announceDue(state);
        if (i % 5 == 0) {
          watermarkMs += random.nextInt(20);
          List<PatientState> due = new ArrayList<>();
          for (PatientState any : states) {
            if (any.windows.dueMs() <= watermarkMs) {
              due.add(any);
            }
          }
          List<PatientState> found = new ArrayList<>();
          for (PatientState next; (next = tested.pollDue(watermarkMs)) != null; ) {
            found.add(next);
            windows.settle(next.windows, watermarkMs);
            tested.announceDue(next);
          }
          assertThat(found).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(due);
        }
      }
    }
  }

  private void touch(PatientState patient, long atMs) {
    patient.updatedAtMs = atMs;
    store.touch(patient);
  }

  private PatientState patient(String id, long eventTimeMs) {
    PatientState state = new PatientState(new PatientKey(id, 0));
    add(state, eventTimeMs);
    store.touch(state);
    store.announceDue(state);
    return state;
  }

  private void add(PatientState state, long eventTimeMs) {
    add(state, eventTimeMs, PatientWindows.NONE);
  }

  private void add(PatientState state, long eventTimeMs, long watermarkMs) {
    windows.add(
        state.windows,
        eventTimeMs,
        new Events().vitals(state.key, 1, eventTimeMs, 60).values(),
        0,
        watermarkMs);
  }
}

package io.vitalgrid.pipeline.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.BroadcastKey;
import com.hazelcast.jet.core.Watermark;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.clinical.News2Policy;
import io.vitalgrid.pipeline.event.PatientEvent;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.store.FailingWrites;
import io.vitalgrid.pipeline.window.PaneRecord;
import io.vitalgrid.pipeline.window.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The monitor as a Jet processor on a real member: queues of one, snapshots and crashes at every
 * point of a stream that has everything in it. Size 10 s, slide 5 s.
 */
@Tag("cluster")
class MonitorPTest {
  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final MonitorPolicy POLICY =
      new MonitorPolicy(Events.TOPIC, 10_000, 5_000, 5_000, 86_400_000);

  private static HazelcastInstance member;

  private IMap<String, PatientRow> patients;
  private IMap<String, PatientRow> discharges;

  @BeforeAll
  static void startMember() throws IOException {
    int port = FreePort.onLoopback();
    Settings settings =
        Settings.defaults()
            .with(GridSettings.GRID_PORT, port)
            .with(GridSettings.GRID_CLUSTER_NAME, "monitor-p-test-" + port);
    Config config = GridConfig.create(settings);
    new GridMetrics().attachTo(config);
    member = Hazelcast.newHazelcastInstance(config);
  }

  @AfterAll
  static void stopMember() {
    member.shutdown();
  }

  @BeforeEach
  void clearMaps() {
    patients = member.getMap(Maps.PATIENTS);
    discharges = member.getMap(Maps.DISCHARGES);
    patients.clear();
    discharges.clear();
  }

  @Test
  void when_queuesHoldOneItem_then_everythingArrivesAsWithUnlimitedQueues() {
    List<Object> inputs = inputs(1, 300);
    Said.Recorder expected = run(POLICY, inputs, UNLIMITED, 1);
    assertThat(expected.byPatient).hasSizeGreaterThan(2);
    assertThat(expected.tooLate).isNotEmpty();
    for (int seed = 1; seed <= 5; seed++) {
      clearMaps();
      Said.Recorder received = run(POLICY, inputs, 1, seed);
      assertSame(received, expected);
    }
  }

  /** More than a batch holds, with late events among them, and nobody takes them as fast. */
  @Test
  void when_hundredsComeAtOnce_andQueuesHoldOneBatch_then_everythingArrivesAsOneByOne() {
    List<Object> inputs = inputs(3, 2_000);
    Random random = new Random(1);
    inputs.removeIf(input -> input instanceof Watermark && random.nextInt(100) > 0);
    List<List<Object>> together = new ArrayList<>();
    List<Object> events = new ArrayList<>();
    for (Object input : inputs) {
      if (input instanceof Watermark) {
        together.add(events);
        together.add(List.of(input));
        events = new ArrayList<>();
      } else {
        events.add(input);
      }
    }
    together.add(events);
    assertThat(together).anyMatch(each -> each.size() > 3 * Batch.MOST);
    Said.Recorder expected = run(POLICY, inputs, UNLIMITED, 1);
    assertThat(expected.tooLate).isNotEmpty();
    for (int seed = 1; seed <= 3; seed++) {
      clearMaps();
      Said.Recorder received = new Said.Recorder();
      try (MonitorLane lane = start(POLICY, 1, seed, received, List.of())) {
        for (List<Object> each : together) {
          if (each.size() == 1) {
            lane.take(each.get(0));
          } else {
            lane.takeAtOnce(each);
          }
        }
        lane.rest();
      }
      assertSame(received, expected);
    }
  }

  @Test
  void when_anEventIsTooLate_then_bothSideOutputsGetIt() {
    Events events = new Events();
    try (MonitorLane lane = start(POLICY, 1, 1, new Said.Recorder(), List.of())) {
      lane.take(new Watermark(100_000));
      lane.take(events.vitals(key("P1"), 1, 1_000, 60));
      lane.take(events.vitals(key("P1"), 2, 2_000, 60));
      lane.rest();
      assertThat(lane.sideOutput(1)).hasSize(2).isEqualTo(lane.sideOutput(2));
    }
  }

  @Test
  void when_theJobIsRestartedAtAnyPoint_then_everythingSaidIsTheSame() {
    List<Object> inputs = inputs(2, 36);
    Said.Recorder expected = run(POLICY, inputs, UNLIMITED, 1);
    for (int cut = 0; cut <= inputs.size(); cut++) {
      clearMaps();
      Said.Recorder received = new Said.Recorder();
      List<Map.Entry<Object, Object>> snapshot;
      try (MonitorLane lane = start(POLICY, 1, cut, received, List.of())) {
        inputs.subList(0, cut).forEach(lane::take);
        snapshot = stored(lane.snapshot());
      }
      try (MonitorLane lane = start(POLICY, 1, cut, received, snapshot)) {
        inputs.subList(cut, inputs.size()).forEach(lane::take);
        lane.rest();
      }
      assertSame(once(received), expected);
    }
  }

  /**
   * A member dies some inputs after a snapshot, and all that was emitted since is lost: the replay
   * says the last word on each window again.
   */
  @Test
  void when_theMemberDiesAtAnyPoint_then_theReplaySaysTheLastWordOnEachWindowAgain() {
    List<Object> inputs = inputs(4, 120);
    Said.Recorder all = run(POLICY, inputs, UNLIMITED, 1);
    Map<String, PaneRecord> expected = lastWords(all);
    assertThat(all.tooLate).isNotEmpty();
    for (int cut = 0; cut + 8 <= inputs.size(); cut += 3) {
      clearMaps();
      Map<String, String> predictions =
          predictions(run(POLICY, inputs.subList(0, cut + 8), UNLIMITED, 1));
      clearMaps();
      Said.Recorder received = new Said.Recorder();
      List<Map.Entry<Object, Object>> snapshot;
      try (MonitorLane lane = start(POLICY, 1, cut, received, List.of())) {
        inputs.subList(0, cut).forEach(lane::take);
        snapshot = stored(lane.snapshot());
      }
      try (MonitorLane lane = start(POLICY, UNLIMITED, cut, new Said.Recorder(), snapshot)) {
        inputs.subList(cut, cut + 8).forEach(lane::take);
        awaitAllWritten(lane); // the states survive, what was said of them does not
      }
      try (MonitorLane lane = start(POLICY, 1, cut, received, snapshot)) {
        inputs.subList(cut, cut + 8).forEach(lane::take);
        lane.rest();
        assertThat(predictions(received)).isEqualTo(predictions);
        inputs.subList(cut + 8, inputs.size()).forEach(lane::take);
        lane.rest();
      }
      Map<String, PaneRecord> last = lastWords(received);
      assertThat(last.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (window, pane) -> {
            assertThat(last.get(window).revision()).as(window).isEqualTo(pane.revision());
            assertThat(last.get(window).figures().difference(pane.figures())).as(window).isNull();
          });
      assertThat(distinct(received.tooLate)).isEqualTo(distinct(all.tooLate));
    }
  }

  @Test
  void when_aStateIsNotWrittenYet_then_theSnapshotHasIt() {
    Events events = new Events();
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(new Watermark(3_000));
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      List<Map.Entry<Object, Object>> snapshot = lane.snapshot();
      assertThat(snapshot.get(0).getKey()).isInstanceOf(BroadcastKey.class);
      assertThat(snapshot.get(0).getValue()).isEqualTo(3_000L);
      assertThat(rows(snapshot)).containsOnlyKeys("P1");
      assertThat(rows(snapshot).get("P1").eventCount()).isEqualTo(1);
      assertThat(patients.containsKey("P1")).isFalse();

      awaitAllWritten(lane);
      assertThat(patients.get("P1").eventCount()).isEqualTo(1);
    }
  }

  @Test
  void when_patientsChangeFasterThanTheyAreWritten_then_theLaneWaits() {
    Events events = new Events();
    List<PatientEvent> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(events.vitals(key("P" + i), 1, 3_000, 60));
    }
    try (MonitorLane lane = start(POLICY, UNLIMITED, 1, new Said.Recorder(), List.of())) {
      lane.offer(many);
      assertThat(lane.process()).isEqualTo(3_000 - 1_792);
      assertThat(rows(lane.incompleteSnapshot())).as("and its snapshots stay small").hasSize(1_792);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (lane.process() > 0) {
        assertThat(System.nanoTime()).as("goes on when some are written").isLessThan(deadline);
      }
      awaitAllWritten(lane);
      assertThat(patients.size()).isEqualTo(3_000);
    }
  }

  @Test
  void when_windowsOfManyAreDueAtOnce_then_aMillisecondEachAndHalfOfTheSlideAtMost() {
    assertThat(settleMs(200)).isBetween(200L - 40, 4_000L);
    assertThat(settleMs(6_000)).isBetween(2_500L - 40, 5_000L);
  }

  /** How long it takes to settle a window of so many patients, once it is due. */
  private static long settleMs(int count) {
    Events events = new Events();
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, UNLIMITED, 1, received, List.of())) {
      for (int i = 0; i < count; i++) {
        lane.take(events.vitals(key("P" + i), 1, 3_000, 60));
      }
      long startNanos = System.nanoTime();
      lane.take(new Watermark(11_000));
      lane.rest();
      long tookNanos = System.nanoTime() - startNanos;
      assertThat(received.byPatient.values())
          .hasSize(count)
          .allMatch(said -> said.stream().anyMatch(one -> one.pane().timing() == Timing.ON_TIME));
      return TimeUnit.NANOSECONDS.toMillis(tookNanos);
    }
  }

  @Test
  void when_thereIsNoSnapshot_then_theMapIsWhereTheStateComesFrom() {
    Events events = new Events();
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      awaitAllWritten(lane);
    }
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, 10, 1, received, List.of())) {
      lane.take(events.vitals(key("P1"), 2, 4_000, 61));
      lane.rest();
    }
    assertThat(received.byPatient.get("P1")).hasSize(1);
    assertThat(received.byPatient.get("P1").get(0).pane().revision()).isEqualTo(2);
    assertThat(received.byPatient.get("P1").get(0).pane().figures().events()).isEqualTo(2);
  }

  @Test
  void when_aBarrierComesRightAfterTheRestore_then_theSnapshotIsTheOneRestored() {
    Events events = new Events();
    List<Map.Entry<Object, Object>> snapshot;
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(new Watermark(3_000));
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      snapshot = stored(lane.incompleteSnapshot());
    }
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), snapshot)) {
      List<Map.Entry<Object, Object>> next = lane.incompleteSnapshot();
      assertThat(next.get(0).getValue()).isEqualTo(3_000L);
      assertThat(rows(next).get("P1").eventCount()).isEqualTo(1);
    }
  }

  /** Their panes are lost with the member; only the states survive. */
  @Test
  void when_aSnapshotIsCompleteRightAfterTheRestart_then_allIsSaidAgainAllTheSame() {
    Events events = new Events();
    List<PatientEvent> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(events.vitals(key("P" + i), 1, 3_000, 60));
    }
    List<Map.Entry<Object, Object>> snapshot;
    try (MonitorLane lane = start(POLICY, UNLIMITED, 1, new Said.Recorder(), List.of())) {
      lane.take(new Watermark(3_000));
      lane.takeAtOnce(all);
      snapshot = stored(lane.snapshot());
      lane.take(new Watermark(20_000));
      awaitAllWritten(lane);
    }
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, UNLIMITED, 1, received, snapshot)) {
      lane.snapshot();
      lane.offer(all.stream().map(event -> events.vitals(event.patient(), 2, 22_000, 60)).toList());
      lane.process(); // events that are new: what was said before them is covered
      lane.rest();
    }
    assertThat(received.byPatient).hasSize(100);
    received.byPatient.forEach(
        (patient, said) ->
            assertThat(said)
                .as(patient)
                .filteredOn(each -> each.pane().timing() == Timing.ON_TIME)
                .extracting(each -> each.pane().endMs())
                .containsExactlyInAnyOrder(5_000L, 10_000L));
  }

  /** The watermark was there before the barrier, but the patient's turn came after it. */
  @Test
  void when_aWindowSettledAtTheSnapshotsWatermark_then_itIsSaidAgainWithoutAReplay() {
    Events events = new Events();
    List<Map.Entry<Object, Object>> snapshot;
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      lane.take(new Watermark(5_000));
      snapshot = stored(lane.snapshot());
      lane.rest();
      awaitAllWritten(lane);
    }
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.rest();
      assertThat(received.byPatient.get("P1"))
          .extracting(said -> said.pane().timing(), said -> said.pane().revision())
          .containsExactly(tuple(Timing.ON_TIME, 2));
      lane.take(new Watermark(5_000));
      snapshot = stored(lane.snapshot());
    }
    received.clear();
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.rest();
    }
    assertThat(received.byPatient).as("this snapshot has it").isEmpty();
  }

  /** Kafka may be away when the job starts again, and snapshots go on. */
  @Test
  void when_snapshotsAreCompleteBeforeTheReplay_then_theReplayIsAnsweredAllTheSame() {
    Events events = new Events();
    PatientEvent first = events.vitals(key("P1"), 1, 3_000, 60);
    PatientEvent late = events.vitals(key("P1"), 2, 4_000, 60);
    PatientEvent tooLate = events.vitals(key("P1"), 3, -20_000, 60);
    List<Map.Entry<Object, Object>> snapshot = dieAfter(first, late, tooLate);
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      for (int i = 0; i < 3; i++) {
        snapshot = stored(lane.snapshot());
        lane.rest();
      }
      assertThat(received.byPatient).isEmpty();
      lane.take(late);
      lane.take(tooLate);
      lane.rest();
      assertSaid(received);
      lane.take(events.vitals(key("P1"), 4, 12_000, 60));
      awaitAllWritten(lane);
    }
    received.clear(); // it dies again, and no snapshot is complete that covers the answers
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.take(late);
      lane.take(tooLate);
      lane.rest();
      assertSaid(received);

      awaitAllComplete(lane);
      lane.take(events.vitals(key("P1"), 5, 12_500, 60));
      awaitAllComplete(lane);
      PatientState state = PatientState.fromRow(key("P1"), patients.get("P1"));
      assertThat(state.recent.isEmpty()).as("forgotten when a snapshot has it").isTrue();
      assertThat(state.late.find(tooLate.origin())).isNull();
    }
  }

  /** The answer to the second is not covered when the first one's is. */
  @Test
  void when_aSnapshotComesBetweenTwoReplays_then_theSecondIsAnsweredAfterTheNextDeath() {
    Events events = new Events();
    PatientEvent first = events.vitals(key("P1"), 1, 3_000, 60);
    PatientEvent late = events.vitals(key("P1"), 2, 4_000, 60);
    PatientEvent tooLate = events.vitals(key("P1"), 3, -20_000, 60);
    List<Map.Entry<Object, Object>> snapshot = dieAfter(first, late, tooLate);
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), snapshot)) {
      lane.take(late);
      snapshot = stored(lane.snapshot());
      lane.take(tooLate);
      lane.take(events.vitals(key("P1"), 4, 12_000, 60));
      awaitAllWritten(lane);
    }
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.take(tooLate);
      lane.rest();
    }
    assertThat(received.tooLate.get("P1")).hasSize(1);
  }

  /** The snapshot of a lane that dies when it has answered the last two events. */
  private static List<Map.Entry<Object, Object>> dieAfter(
      PatientEvent first, PatientEvent late, PatientEvent tooLate) {
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(first);
      lane.take(new Watermark(11_000));
      lane.rest();
      List<Map.Entry<Object, Object>> snapshot = stored(lane.snapshot());
      lane.take(late);
      lane.take(tooLate);
      awaitAllWritten(lane);
      return snapshot;
    }
  }

  /** One late pane, and one event that is too late for any. */
  private static void assertSaid(Said.Recorder received) {
    assertThat(received.byPatient.get("P1"))
        .extracting(said -> said.pane().timing())
        .contains(Timing.LATE);
    assertThat(received.tooLate.get("P1")).hasSize(1);
  }

  /** What one lane had is dealt to two others, each of which reads all that the snapshot has. */
  @Test
  void when_partitionsAreDealtAnew_then_eachLaneTakesItsOwnPatientsOnly() {
    Events events = new Events();
    List<Map.Entry<Object, Object>> snapshot;
    List<PatientEvent> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(events.vitals(key("P" + i), 1, 3_000, 60));
    }
    try (MonitorLane lane = start(POLICY, UNLIMITED, 1, new Said.Recorder(), List.of())) {
      lane.take(new Watermark(3_000));
      lane.offer(all);
      lane.process(); // at one go: nothing is written meanwhile
      snapshot = stored(lane.incompleteSnapshot());
    }
    assertThat(rows(snapshot)).hasSize(100);
    clearMaps();
    Said.Recorder received = new Said.Recorder();
    for (int part = 0; part < 2; part++) {
      int mine = part;
      try (MonitorLane lane =
          MonitorLane.start(member, p -> p % 2 == mine, POLICY, UNLIMITED, 1, received, snapshot)) {
        lane.take(new Watermark(20_000));
        lane.rest();
      }
    }
    assertThat(received.byPatient).hasSize(100);
    received.byPatient.forEach(
        (patient, said) -> assertThat(said).as("windows of " + patient).hasSize(2));
  }

  @Test
  void when_theMapHasANewerStateThanTheSnapshot_then_theMapWins() {
    Events events = new Events();
    List<Map.Entry<Object, Object>> snapshot;
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      snapshot = lane.snapshot();
      lane.take(events.vitals(key("P1"), 2, 4_000, 61));
      awaitAllWritten(lane);
    }
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.take(events.vitals(key("P1"), 3, 4_500, 61));
      lane.rest();
    }
    assertThat(received.byPatient.get("P1").get(0).pane().figures().events()).isEqualTo(3);
  }

  /** The heap forgets by the last event, the map by the last write. */
  @Test
  void when_aForgottenPatientReturns_then_theNewStateWinsOverTheOneStillInTheMap() {
    Events events = new Events();
    PatientRow old;
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      for (int seq = 1; seq <= 5; seq++) {
        lane.take(events.vitals(key("P1"), seq, 3_000, 60));
      }
      awaitAllWritten(lane);
      old = patients.get("P1");
    }
    MonitorPolicy soonForgotten = new MonitorPolicy(Events.TOPIC, 10_000, 5_000, 5_000, 1);
    List<Map.Entry<Object, Object>> snapshot;
    try (MonitorLane lane = start(soonForgotten, 10, 1, new Said.Recorder(), List.of())) {
      lane.rest();
      lane.take(events.vitals(key("P1"), 6, 3_500, 61));
      snapshot = stored(lane.snapshot());
      assertThat(rows(snapshot).get("P1").eventCount()).isEqualTo(1);
    }
    patients.set("P1", old); // as if the member had died before the write
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.take(events.vitals(key("P1"), 7, 4_000, 62));
      lane.rest();
    }
    assertThat(received.byPatient.get("P1"))
        .extracting(said -> said.pane().figures().events())
        .as("both of the new stay, none from before")
        .containsExactly(2L);
  }

  @Test
  void when_thePatientLeavesAndReturns_then_theStateMovesBetweenTheMaps() {
    Events events = new Events();
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      awaitAllWritten(lane);
      lane.take(events.discharge(key("P1"), 4_000));
      awaitAllWritten(lane);
      assertThat(patients.containsKey("P1")).isFalse();
      assertThat(discharges.containsKey("P1")).isTrue();
      lane.take(events.vitals(key("P1"), 2, 5_000, 60));
      awaitAllWritten(lane);
      assertThat(patients.get("P1").eventCount()).isEqualTo(1);
      assertThat(discharges.containsKey("P1")).isFalse();
    }
  }

  /** The map has the patient as present, and only the snapshot knows better; and the reverse. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void when_onlyTheSnapshotHasAMove_then_theOtherMapLosesTheOldState(boolean topicsInStep) {
    MonitorPolicy policy =
        new MonitorPolicy(
            Events.TOPIC, 10_000, 5_000, 5_000, 86_400_000, topicsInStep, News2Policy.usual());
    Events events = new Events();
    List<Map.Entry<Object, Object>> snapshot;
    try (MonitorLane lane = start(policy, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      awaitAllComplete(lane);
      lane.take(events.discharge(key("P1"), 4_000));
      snapshot = lane.incompleteSnapshot();
      assertThat(patients.containsKey("P1")).isTrue();
    }
    try (MonitorLane lane = start(policy, 10, 1, new Said.Recorder(), snapshot)) {
      awaitAllComplete(lane);
      assertThat(patients.containsKey("P1")).isFalse();
      assertThat(discharges.containsKey("P1")).isTrue();

      lane.take(events.vitals(key("P1"), 2, 5_000, 60));
      snapshot = lane.incompleteSnapshot();
      assertThat(discharges.containsKey("P1")).isTrue();
    }
    try (MonitorLane lane = start(policy, 10, 1, new Said.Recorder(), snapshot)) {
      awaitAllComplete(lane);
      assertThat(patients.get("P1").eventCount()).isEqualTo(1);
      assertThat(discharges.containsKey("P1")).isFalse();
    }
  }

  @Test
  void when_bothMapsHaveAPatient_then_theOlderStateIsRemoved() {
    Events events = new Events();
    PatientRow old;
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      awaitAllWritten(lane);
      old = patients.get("P1");
      lane.take(events.discharge(key("P1"), 4_000));
      awaitAllWritten(lane);
    }
    patients.set("P1", old); // as if the member had died between the two
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      awaitAllWritten(lane);
    }
    assertThat(patients.containsKey("P1")).isFalse();
    assertThat(discharges.containsKey("P1")).isTrue();
  }

  @Test
  void when_theRemovalFromTheOtherMapFails_then_itIsTriedAgain() {
    Events events = new Events();
    try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      awaitAllWritten(lane);
      FailingWrites.failures.set(1);
      String failing = patients.addInterceptor(new FailingWrites());
      lane.take(events.discharge(key("P1"), 4_000));
      awaitAllWritten(lane);
      patients.removeInterceptor(failing);
    }
    assertThat(FailingWrites.failures.get()).isNotPositive();
    assertThat(patients.containsKey("P1")).isFalse();
    assertThat(discharges.containsKey("P1")).isTrue();
  }

  /** So many that they are written in portions, and some writes fail. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void when_aCrowdComesAndGoes_then_eachIsInTheMapWhereItBelongs(boolean restarted) {
    Random random = new Random(7);
    Events events = new Events();
    Map<String, Long> present = new HashMap<>();
    MonitorLane lane = start(POLICY, UNLIMITED, 1, new Said.Recorder(), List.of());
    FailingWrites.failures.set(0);
    String failingPatients = patients.addInterceptor(new FailingWrites());
    String failingDischarges = discharges.addInterceptor(new FailingWrites());
    for (int round = 1; round <= 40; round++) {
      List<PatientEvent> batch = new ArrayList<>();
      Set<String> gone = new HashSet<>();
      for (int i = 0; i < 500; i++) {
        String id = "P" + random.nextInt(1_500);
        if (random.nextInt(10) == 0) {
          batch.add(events.discharge(key(id), 3_000 + round));
          present.remove(id);
          gone.add(id);
        } else if (!gone.contains(id)) { // else it would be of the stay that has ended
          batch.add(events.vitals(key(id), 1_000L * round + i, 3_000 + round, 60));
          present.merge(id, 1L, Long::sum);
        }
      }
      if (round % 10 == 0) {
        FailingWrites.failures.set(2);
      }
      lane.takeAtOnce(batch);
      if (restarted && round % 7 == 0) {
        List<Map.Entry<Object, Object>> snapshot = stored(lane.snapshot());
        lane.close();
        lane = start(POLICY, UNLIMITED, 1, new Said.Recorder(), snapshot);
      }
    }
    awaitAllWritten(lane);
    lane.close();
    patients.removeInterceptor(failingPatients);
    discharges.removeInterceptor(failingDischarges);

    assertThat(FailingWrites.failures.get()).isNotPositive();
    Map<String, Long> written = new HashMap<>();
    patients.forEach((id, row) -> written.put(id, row.eventCount()));
    assertThat(written).isEqualTo(present);
    assertThat(discharges.keySet()).isNotEmpty().doesNotContainAnyElementsOf(present.keySet());
  }

  @Test
  void when_twoSnapshotsHaveDifferentWatermarks_then_theLowerOneCounts() {
    Events events = new Events();
    Said.Recorder received = new Said.Recorder();
    List<Map.Entry<Object, Object>> snapshot = new ArrayList<>();
    for (long watermarkMs : new long[] {50_000, 4_000}) {
      try (MonitorLane lane = start(POLICY, 10, 1, new Said.Recorder(), List.of())) {
        lane.take(new Watermark(watermarkMs));
        snapshot.addAll(lane.snapshot());
      }
    }
    try (MonitorLane lane = start(POLICY, 10, 1, received, snapshot)) {
      lane.take(events.vitals(key("P1"), 1, 3_000, 60));
      lane.rest();
    }
    assertThat(received.tooLate).isEmpty();
    assertThat(received.byPatient.get("P1")).hasSize(1);
  }

  private static Said.Recorder run(
      MonitorPolicy policy, List<Object> inputs, int queueSize, long seed) {
    Said.Recorder received = new Said.Recorder();
    try (MonitorLane lane = start(policy, queueSize, seed, received, List.of())) {
      inputs.forEach(lane::take);
      lane.rest();
    }
    return received;
  }

  private static MonitorLane start(
      MonitorPolicy policy,
      int queueSize,
      long seed,
      Said.Recorder received,
      List<Map.Entry<Object, Object>> snapshot) {
    return MonitorLane.start(member, policy, queueSize, seed, received, snapshot);
  }

  /** The states that a snapshot has, by patient. */
  private static Map<String, PatientRow> rows(List<Map.Entry<Object, Object>> snapshot) {
    Map<String, PatientRow> rows = new TreeMap<>();
    for (Map.Entry<Object, Object> entry : snapshot) {
      if (entry.getValue() instanceof byte[] pack) {
        PackedRows.unpack(pack, id -> true, rows::put);
      } else if (entry.getValue() instanceof PatientRow row) {
        rows.put((String) entry.getKey(), row);
      }
    }
    return rows;
  }

  /** Through the serialization of the grid and back. */
  private static List<Map.Entry<Object, Object>> stored(List<Map.Entry<Object, Object>> snapshot) {
    IMap<Integer, Object> map = member.getMap("snapshot");
    List<Map.Entry<Object, Object>> copies = new ArrayList<>();
    for (Map.Entry<Object, Object> entry : snapshot) {
      map.put(0, entry.getValue());
      copies.add(Map.entry(entry.getKey(), map.get(0)));
    }
    return copies;
  }

  private static void awaitAllWritten(MonitorLane lane) {
    awaitAllWritten(lane, lane::incompleteSnapshot);
  }

  /** The same with snapshots that become complete, which some states wait for. */
  private static void awaitAllComplete(MonitorLane lane) {
    awaitAllWritten(lane, lane::snapshot);
  }

  private static void awaitAllWritten(
      MonitorLane lane, Supplier<List<Map.Entry<Object, Object>>> snapshot) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    do {
      lane.idle();
      assertThat(System.nanoTime()).as("written in time").isLessThan(deadline);
    } while (snapshot.get().size() > 1);
  }

  /** Four patients, out of order, late and too late, with admissions, discharges and duplicates. */
  private static List<Object> inputs(long seed, int length) {
    Random random = new Random(seed);
    Events events = new Events();
    List<Object> inputs = new ArrayList<>();
    long nowMs = 1_000_000;
    for (int i = 0; i < length; i++) {
      PatientKey patient = key("P" + random.nextInt(4));
      nowMs += random.nextInt(1_500);
      long timeMs = nowMs - (random.nextInt(3) == 0 ? random.nextInt(20_000) : 0);
      inputs.add(
          switch (random.nextInt(12)) {
            case 0, 1 -> new Watermark(nowMs - 3_000);
            case 2 -> events.admission(patient, timeMs, 20 + i % 70);
            case 3 -> events.vitals(patient, i / 2, timeMs, 60); // now and then a duplicate
            case 4 ->
                random.nextInt(3) == 0
                    ? events.discharge(patient, timeMs)
                    : new Watermark(nowMs - 3_000);
            default -> events.vitals(patient, 1_000 + i, timeMs, 60 + i % 40);
          });
    }
    inputs.add(new Watermark(nowMs + 100_000));
    return inputs;
  }

  private static PatientKey key(String id) {
    return new PatientKey(id, member.getPartitionService().getPartition(id).getPartitionId());
  }

  /** The last pane of each window that settled: what table windows holds in the end. */
  private static Map<String, PaneRecord> lastWords(Said.Recorder said) {
    Map<String, PaneRecord> last = new TreeMap<>();
    said.byPatient.forEach(
        (patient, all) -> {
          for (Said each : all) {
            if (each.pane() != null && each.pane().timing() != Timing.EARLY) {
              last.merge(
                  patient + "/" + each.pane().endMs(),
                  each.pane(),
                  (before, now) -> now.revision() >= before.revision() ? now : before);
            }
          }
        });
    return last;
  }

  /** What table predictions holds in the end. */
  private static Map<String, String> predictions(Said.Recorder said) {
    Map<String, String> last = new TreeMap<>();
    said.byPatient.forEach(
        (patient, all) -> {
          for (Said each : all) {
            PaneRecord pane = each.pane();
            if (pane == null) {
              last.remove(patient);
            } else if (pane.newest()) {
              last.put(patient, pane.timing() + " " + pane.endMs() + " " + pane.revision());
            }
          }
        });
    return last;
  }

  private static Map<String, Set<String>> distinct(Map<String, List<Said>> said) {
    Map<String, Set<String>> texts = new TreeMap<>();
    said.forEach(
        (patient, all) ->
            all.forEach(
                each ->
                    texts.computeIfAbsent(patient, any -> new TreeSet<>()).add(each.toString())));
    return texts;
  }

  /** Without the settled panes that are said again. */
  private static Said.Recorder once(Said.Recorder said) {
    Said.Recorder once = new Said.Recorder();
    said.byPatient.forEach(
        (patient, all) -> {
          Set<String> panes = new HashSet<>();
          for (Said each : all) {
            PaneRecord pane = each.pane();
            if (pane == null
                || panes.add(pane.timing() + " " + pane.endMs() + " " + pane.revision())) {
              once.add(patient, each);
            }
          }
        });
    once.tooLate.putAll(said.tooLate);
    return once;
  }

  private static void assertSame(Said.Recorder actual, Said.Recorder expected) {
    assertThat(text(actual.byPatient)).isEqualTo(text(expected.byPatient));
    assertThat(text(actual.tooLate)).isEqualTo(text(expected.tooLate));
    expected.byPatient.forEach(
        (patient, all) -> {
          List<Said> others = Said.settledFirst(actual.byPatient.get(patient));
          for (int i = 0; i < all.size(); i++) {
            assertThat(others.get(i).difference(Said.settledFirst(all).get(i))).isNull();
          }
        });
  }

  private static String text(Map<String, List<Said>> said) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(said)
        .forEach(
            (patient, all) -> {
              text.append(patient).append('\n');
              Said.settledFirst(all).forEach(each -> text.append("  ").append(each).append('\n'));
            });
    return text.toString();
  }
}

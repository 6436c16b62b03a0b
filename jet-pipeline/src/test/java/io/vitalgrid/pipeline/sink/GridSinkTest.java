package io.vitalgrid.pipeline.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.test.TestInbox;
import com.hazelcast.jet.core.test.TestProcessorContext;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.device.DeviceReport;
import io.vitalgrid.pipeline.event.Discharge;
import io.vitalgrid.pipeline.event.Origin;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.lane.LanePacks;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.patient.TooLate;
import io.vitalgrid.pipeline.score.Prediction;
import io.vitalgrid.pipeline.score.Prediction.Status;
import io.vitalgrid.pipeline.store.WriteInterceptor;
import io.vitalgrid.pipeline.window.Timing;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sink of one lane on a real member: what a snapshot has of it, and what a successor does. */
class GridSinkTest {
  private static final List<String> MAPS =
      List.of(Maps.PREDICTIONS, Maps.WINDOWS, Maps.LATE_EVENTS, Maps.DEVICES);

  private static HazelcastInstance member;

  @BeforeAll
  static void startMember() throws Exception {
    member = TestGrid.bareMember(new GridMetrics()::attachTo);
  }

  @AfterAll
  static void stopMember() {
    member.shutdown();
  }

  @Test
  void when_aBarrierComes_then_itTakesAlongWhatIsNotWritten_andTheSuccessorWritesIt()
      throws Exception {
    member.getMap(Maps.PREDICTIONS).put("gone", Rows.prediction(prediction("gone", Timing.EARLY)));
    for (String map : MAPS) {
      member.getMap(map).addInterceptor(new Held());
    }
    List<Map.Entry<Object, Object>> snapshot = new ArrayList<>();
    GridSinkP before = sink(snapshot);
    take(before, resultsOf("first")); // is on its way, but held up
    take(before, resultsOf("second")); // waits for the first
    take(before, List.of(batch(new Departed(new PatientKey("gone", 1), 1))));

    assertThat(before.saveToSnapshot()).as("nothing to wait for").isTrue();
    List<String> patients = new ArrayList<>();
    LanePacks packs = new LanePacks(member, context().processorPartitions());
    snapshot.forEach(
        entry -> packs.unpack(entry.getKey(), entry.getValue(), (id, row) -> patients.add(id)));
    assertThat(patients).hasSize(2 * MAPS.size() + 1).containsOnly("first", "second", "gone");
    Held.LATCH.countDown(); // here it dies: nobody goes on with its writes
    before.close();

    GridSinkP after = sink(new ArrayList<>());
    TestInbox entries = new TestInbox();
    snapshot.forEach(entry -> entries.queue().add(copied(entry)));
    after.restoreFromSnapshot(entries);
    await()
        .untilAsserted(
            () -> {
              after.tryProcess();
              assertThat(member.getMap(Maps.PREDICTIONS).keySet()).containsOnly("first", "second");
              assertThat(member.getMap(Maps.WINDOWS).size()).isEqualTo(2);
              assertThat(member.getMap(Maps.LATE_EVENTS).keySet()).containsOnly("first", "second");
              assertThat(member.getMap(Maps.DEVICES).keySet()).containsOnly("first", "second");
            });
    after.close();
  }

  private static GridSinkP sink(List<Map.Entry<Object, Object>> snapshot) throws Exception {
    GridSinkP sink = new GridSinkP();
    sink.init(new SnapshotOnly(snapshot), context());
    return sink;
  }

  private static TestProcessorContext context() {
    return new TestProcessorContext().setHazelcastInstance(member);
  }

  private static void take(GridSinkP sink, List<Object> items) {
    TestInbox inbox = new TestInbox();
    inbox.queue().addAll(items);
    sink.process(0, inbox);
    assertThat(inbox.isEmpty()).isTrue();
  }

  private static Batch batch(Object... items) {
    return new Batch(items);
  }

  private static List<Object> resultsOf(String id) {
    Discharge event = new Discharge(new PatientKey(id, 1), 1, new Origin(0, 0, 0, 1));
    return List.of(
        batch(prediction(id, Timing.EARLY), prediction(id, Timing.ON_TIME)),
        new TooLate(event, id, 2, 1),
        new DeviceReport(id, id, DeviceReport.OK, null, null, 1, 1, 1, null));
  }

  private static Prediction prediction(String id, Timing timing) {
    Pane pane = TestPanes.paneOf(id, null, TestPanes.emptyWindow());
    Pane timed =
        new Pane(
            pane.patient(),
            null,
            timing,
            pane.endMs(),
            1,
            0,
            true,
            pane.stats(),
            pane.news2(),
            pane.riseTenths(),
            pane.nowMs(),
            null,
            pane.eventId(),
            1,
            1);
    return Prediction.without(timed, Status.NO_PROFILE, 1);
  }

  /** As the snapshot's own map would give it back. */
  private static Map.Entry<Object, Object> copied(Map.Entry<Object, Object> entry) {
    member.getMap("copied").put("key", entry.getKey());
    member.getMap("copied").put("value", entry.getValue());
    return Map.entry(member.getMap("copied").get("key"), member.getMap("copied").get("value"));
  }

  /** Writes stand still until the latch opens. */
  private static final class Held extends WriteInterceptor {
    @Serial private static final long serialVersionUID = 1L;

    static final CountDownLatch LATCH = new CountDownLatch(1);

    @Override
    protected void beforeWrite() {
      try {
        LATCH.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

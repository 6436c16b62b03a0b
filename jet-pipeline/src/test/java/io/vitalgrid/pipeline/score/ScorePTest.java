package io.vitalgrid.pipeline.score;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.test.TestInbox;
import com.hazelcast.jet.core.test.TestOutbox;
import com.hazelcast.jet.core.test.TestProcessorContext;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.TestGrid;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.patient.Departed;
import io.vitalgrid.pipeline.score.registry.Models;
import io.vitalgrid.pipeline.sink.TestPanes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorePTest {
  private static final Profile PROFILE =
      new Profile(0, null, 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Rehab");

  /** A restart of the job may give work to a member that is still starting. */
  @Test
  void when_memberHasNoModelYet_then_panesWait_andAllAreScoredAndSaidOnceItHas(@TempDir Path folder)
      throws Exception {
    Models models = new Models();
    HazelcastInstance member =
        TestGrid.bareMember(
            config -> {
              new GridMetrics().attachTo(config);
              models.attachTo(config);
            });
    try {
      ScoreP processor = new ScoreP();
      TestOutbox outbox = new TestOutbox(16, 1, 16);
      processor.init(outbox, new TestProcessorContext().setHazelcastInstance(member));
      TestInbox inbox =
          new TestInbox(
              List.of(
                  new Batch(new Object[] {TestPanes.paneOf(PROFILE), TestPanes.paneOf(PROFILE)})));

      processor.process(0, inbox);
      processor.tryProcess();
      assertThat(inbox).hasSize(1);

      models.open(
          member,
          Settings.defaults().with(GridSettings.MODEL_PATH, TestModels.write(folder).toString()));
      List<Object> topic = untilAllIsSaid(processor, inbox, outbox);
      Departed departed = new Departed(new PatientKey("P2", 1), 1);
      inbox.add(new Batch(new Object[] {departed, TestPanes.paneOf(PROFILE)}));
      topic.addAll(untilAllIsSaid(processor, inbox, outbox));

      assertThat(outbox.queue(0)).hasSize(2).containsExactlyElementsOf(outbox.queue(2));
      List<Object> lane = new ArrayList<>();
      outbox.queue(0).forEach(batch -> Collections.addAll(lane, ((Batch) batch).items()));
      assertThat(lane.remove(2)).isSameAs(departed);
      assertThat(topic)
          .hasSize(3)
          .isEqualTo(lane)
          .allSatisfy(
              item -> assertThat(((Prediction) item).status()).isEqualTo(Prediction.Status.SCORED));
      processor.close();
    } finally {
      member.shutdown();
      models.close();
    }
  }

  /** The topic has room for one prediction at a time. */
  private static List<Object> untilAllIsSaid(ScoreP processor, TestInbox inbox, TestOutbox outbox) {
    List<Object> topic = new ArrayList<>();
    for (boolean all = false; !all; outbox.reset()) {
      processor.process(0, inbox);
      all = processor.tryProcess() && inbox.isEmpty();
      outbox.drainQueueAndReset(1, topic, false);
    }
    return topic;
  }
}

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
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.score.registry.Models;
import io.vitalgrid.pipeline.sink.TestPanes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorePTest {
  private static final Profile PROFILE =
      new Profile(0, null, 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Rehab");

  /** A restart of the job may give work to a member that is still starting. */
  @Test
  void when_memberHasNoModelYet_then_panesWait_andAreScoredOnceItHas(@TempDir Path folder)
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
      TestOutbox outbox = new TestOutbox(16, 16, 16);
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
      processor.process(0, inbox);

      assertThat(inbox).isEmpty();
      assertThat(outbox.queue(0)).hasSize(1).containsExactlyElementsOf(outbox.queue(2));
      assertThat(outbox.queue(1))
          .hasSize(2)
          .containsExactly(((Batch) outbox.queue(0).peek()).items())
          .allSatisfy(
              item -> assertThat(((Prediction) item).status()).isEqualTo(Prediction.Status.SCORED));
      processor.close();
    } finally {
      member.shutdown();
      models.close();
    }
  }
}

package io.vitalgrid.benchmarks.scoring;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.core.test.TestInbox;
import com.hazelcast.jet.core.test.TestOutbox;
import com.hazelcast.jet.core.test.TestProcessorContext;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.clinical.News2Scorer;
import io.vitalgrid.pipeline.clinical.News2Trend;
import io.vitalgrid.pipeline.event.PatientKey;
import io.vitalgrid.pipeline.lane.Batch;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.ScoreP;
import io.vitalgrid.pipeline.score.registry.Models;
import io.vitalgrid.pipeline.window.PatientWindows;
import io.vitalgrid.pipeline.window.SlidingWindows;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowPolicy;
import io.vitalgrid.pipeline.window.WindowStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The real processor with a real member's models, given a batch each ms. */
final class StageRun {
  private static final int PANES = 20;
  private static final int BATCHES = 10_000;
  private static final int WARM_UP = 5_000;
  private static final long MINUTE_MS = 60_000;

  private StageRun() {}

  /** How long each batch took from inbox to outbox, sorted. */
  static long[] nanos(byte[] model) throws Exception {
    Path file = Files.createTempFile("model", ".onnx");
    Models models = new Models();
    GridMetrics metrics = new GridMetrics();
    int port = FreePort.onLoopback();
    Settings settings =
        Settings.defaults()
            .with(GridSettings.GRID_CLUSTER_NAME, "scoring-" + port)
            .with(GridSettings.GRID_PORT, port)
            .with(GridSettings.MODEL_PATH, Files.write(file, model).toString());
    Config config = GridConfig.create(settings);
    metrics.attachTo(config);
    models.attachTo(config);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(config);
    try {
      models.open(member, settings);
      return run(member);
    } finally {
      models.close();
      member.shutdown();
      Files.delete(file);
    }
  }

  private static long[] run(HazelcastInstance member) throws Exception {
    ScoreP processor = new ScoreP();
    TestOutbox outbox = new TestOutbox(PANES, PANES, PANES);
    processor.init(outbox, new TestProcessorContext().setHazelcastInstance(member));
    Batch panes = new Batch(Collections.nCopies(PANES, pane()).toArray());
    TestInbox inbox = new TestInbox();
    long[] nanos = new long[BATCHES];
    long next = System.nanoTime();
    for (int batch = -WARM_UP; batch < BATCHES; batch++) {
      inbox.queue().add(panes);
      next += TimeUnit.MILLISECONDS.toNanos(1);
      while (System.nanoTime() < next) {
        Thread.onSpinWait();
      }
      long start = System.nanoTime();
      processor.process(0, inbox);
      if (batch >= 0) {
        nanos[batch] = System.nanoTime() - start;
      }
      outbox.queue(0).clear();
      outbox.queue(1).clear();
      outbox.queue(2).clear();
      outbox.reset();
    }
    processor.close();
    return Scoring.sorted(nanos);
  }

  private static Pane pane() {
    AtomicReference<WindowStats> content = new AtomicReference<>();
    SlidingWindows windows =
        new SlidingWindows(
            new WindowPolicy(5 * MINUTE_MS, MINUTE_MS, MINUTE_MS),
            (timing, end, revision, late, newest, stats) -> content.set(stats.copy()));
    double[] values = new double[Vital.COUNT];
    Arrays.fill(values, 80);
    windows.add(new PatientWindows(), 9 * MINUTE_MS, values, 0, PatientWindows.NONE);
    Profile profile =
        new Profile(0, null, 74, "Female", 130, 72, 240, 31.5, true, false, 5, 1, "Rehab");
    return new Pane(
        new PatientKey("P1", 1),
        profile,
        Timing.EARLY,
        10 * MINUTE_MS,
        1,
        0,
        true,
        content.get(),
        News2Scorer.score(values, 0, 1),
        News2Trend.NONE,
        9 * MINUTE_MS,
        null,
        "M/1",
        9 * MINUTE_MS,
        9 * MINUTE_MS);
  }
}

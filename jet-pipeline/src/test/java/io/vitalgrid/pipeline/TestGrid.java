package io.vitalgrid.pipeline;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.jet.Job;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Counter;
import io.vitalgrid.grid.FreePort;
import io.vitalgrid.grid.GridConfig;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.LateEventRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.WindowKey;
import io.vitalgrid.grid.row.WindowRow;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.member.Member;
import io.vitalgrid.pipeline.metrics.GridMetrics;
import io.vitalgrid.pipeline.score.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A real member with the real job, on free ports, with a model made in the test. Windows are short:
 * size 2 s, slide 1 s, lag 500 ms, lateness 2 s, idle timeout 1 s.
 */
public final class TestGrid implements AutoCloseable {
  private final Settings settings;
  private final Member member;

  private TestGrid(Settings settings) {
    this.settings = settings;
    member = Member.start(settings);
  }

  /** Starts a member and waits until its job runs. */
  public static TestGrid start(Settings settings) {
    return new TestGrid(settings);
  }

  /**
   * @param kafka bootstrap servers
   * @param folder for the model
   * @param assignments {@code name=value}, which win
   */
  public static Settings settings(String kafka, Path folder, String... assignments)
      throws IOException {
    List<String> all = new ArrayList<>(List.of(assignments));
    all.addAll(
        0,
        List.of(
            "kafka.bootstrap-servers=" + kafka,
            "model.path=" + TestModels.write(folder),
            "grid.cluster-name=" + folder.getFileName(),
            "grid.port=" + FreePort.onLoopback(),
            "http.port=0",
            "window.size=2s",
            "window.slide=1s",
            "watermark.lag=500ms",
            "watermark.idle-timeout=1s",
            "lateness.allowed=2s",
            "ingest.max-clock-skew=10s"));
    return Settings.load(null, Map.of(), all);
  }

  /** A member with the grid's maps and no job; the caller shuts it down. */
  public static HazelcastInstance bareMember() throws IOException {
    return bareMember(config -> {});
  }

  /** The same, with something attached to its configuration. */
  public static HazelcastInstance bareMember(Consumer<Config> attach) throws IOException {
    int port = FreePort.onLoopback();
    Config config =
        GridConfig.create(
            Settings.load(
                null, Map.of(), List.of("grid.cluster-name=bare-" + port, "grid.port=" + port)));
    attach.accept(config);
    return Hazelcast.newHazelcastInstance(config);
  }

  public Settings settings() {
    return settings;
  }

  public HazelcastInstance hazelcast() {
    return member.hazelcast();
  }

  public Job job() {
    return member.job();
  }

  public long count(Counter counter) {
    return GridMetrics.of(hazelcast()).count(counter);
  }

  public long watermarkMs() {
    return GridMetrics.of(hazelcast()).watermarkMs();
  }

  public IMap<String, PredictionRow> predictions() {
    return hazelcast().getMap(Maps.PREDICTIONS);
  }

  public IMap<WindowKey, WindowRow> windows() {
    return hazelcast().getMap(Maps.WINDOWS);
  }

  public IMap<String, LateEventRow> lateEvents() {
    return hazelcast().getMap(Maps.LATE_EVENTS);
  }

  /** Records that the job has accounted for: the right side of the conservation law. */
  public long accountedFor() {
    long sum = 0;
    for (Counter counter :
        List.of(
            Counter.ON_TIME,
            Counter.LATE,
            Counter.PARTLY_TOO_LATE,
            Counter.TOO_LATE,
            Counter.DUPLICATE,
            Counter.PROFILE_UPDATES,
            Counter.DISCHARGES,
            Counter.REPLAYED,
            Counter.REJECTED_MALFORMED_JSON,
            Counter.REJECTED_UNKNOWN_TYPE,
            Counter.REJECTED_MISSING_FIELD,
            Counter.REJECTED_OUT_OF_RANGE,
            Counter.REJECTED_FUTURE_EVENT_TIME)) {
      sum += count(counter);
    }
    return sum;
  }

  @Override
  public void close() {
    member.close();
  }
}

package io.vitalgrid.pipeline.score.registry;

import com.hazelcast.config.Config;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.map.IMap;
import com.hazelcast.map.listener.EntryAddedListener;
import com.hazelcast.map.listener.EntryRemovedListener;
import com.hazelcast.map.listener.EntryUpdatedListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.AlertRow;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.grid.settings.DriftSettings;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import io.vitalgrid.pipeline.score.onnx.OnnxScorer;
import io.vitalgrid.pipeline.score.shadow.Shadow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one member: it follows IMap {@code models}, keeps the champion, its predecessor and
 * the shadow loaded, and tells in IMap {@code scoring} what it scores with. A member that joins
 * needs no file.
 *
 * <p>Lanes only read fields; everything that may take time happens on one thread of its own.
 */
public final class Models implements AutoCloseable, MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);
  private static final String KEY = "vitalgrid.models";
  private static final String NAME = "readmission";

  /** Changes are announced; this is for those whose announcement was lost with a member. */
  private static final long REFRESH_MS = 5000;

  private static final long PUBLISH_MS = 250;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "models");
            thread.setDaemon(true);
            return thread;
          });
  private final Clock clock = Clock.systemUTC();
  // Changed by the models thread, and by a lane that finds the champion failing.
  private final Lineup lineup = new Lineup();
  private final ModelMeters meters = new ModelMeters(lineup);

  private final Queue<Demotion> demotions = new ConcurrentLinkedQueue<>();

  private HazelcastInstance hazelcast;
  private ModelRegistry registry;
  private IMap<ModelKey, ModelRow> models;
  private Loader loader;
  private ScoringPublisher publisher;
  private volatile DriftPublisher drift;
  private volatile MeterRegistry meterRegistry;
  private UUID listener;
  private int budgetPercent;
  private double threshold;

  /** Makes these the models of a member that is about to start. */
  public void attachTo(Config config) {
    config.getUserContext().put(KEY, this);
  }

  /** The models of a running member. */
  public static Models of(HazelcastInstance member) {
    return (Models) member.getUserContext().get(KEY);
  }

  /**
   * Takes the grid's models; if it has no champion yet, deploys the file of {@code model.path}.
   *
   * @throws ModelException if there is neither, or the champion cannot be used
   */
  @SuppressWarnings("FutureReturnValueIgnored") // they end with the thread
  public void open(HazelcastInstance member, Settings settings) {
    hazelcast = member;
    registry = new ModelRegistry(member, clock);
    models = member.getMap(Maps.MODELS);
    loader = new Loader(member, settings);
    publisher = new ScoringPublisher(member, this, clock);
    drift = new DriftPublisher(member, lineup, new Drifts(settings).policy(), clock);
    if (meterRegistry != null) {
      drift.bindTo(meterRegistry);
    }
    budgetPercent = settings.get(GridSettings.MODEL_SHADOW_BUDGET_PERCENT);
    threshold = settings.get(GridSettings.MODEL_DECISION_THRESHOLD_PERCENT) / 100.0;
    ModelKey first =
        registry.deployFirst(
            NAME, () -> read(settings.get(GridSettings.MODEL_PATH)), Models::check);
    ModelRow row = models.get(first);
    lineup.place(loader.load(first, row), row.turn(), null, null, this::pair);
    LOG.info("Scoring with model {}", first);
    listener =
        models.addEntryListener(new Changes(this::refreshSoon), false); // the values are large
    refreshSoon();
    thread.scheduleWithFixedDelay(this::refresh, REFRESH_MS, REFRESH_MS, TimeUnit.MILLISECONDS);
    thread.scheduleWithFixedDelay(publisher::publish, 0, PUBLISH_MS, TimeUnit.MILLISECONDS);
    long driftMs = settings.get(DriftSettings.DRIFT_INTERVAL).toMillis();
    thread.scheduleWithFixedDelay(drift::publish, driftMs, driftMs, TimeUnit.MILLISECONDS);
  }

  private static ModelCard check(ModelKey key, byte[] bytes) {
    try (OnnxScorer scorer = new OnnxScorer(key.toString(), bytes, ModelCard.EMPTY, 1)) {
      return scorer.card();
    }
  }

  private static byte[] read(String path) {
    if (path.isEmpty()) {
      throw new ModelException(
          "There is no model: the grid has none and model.path is not set. Train one with"
              + " `./vitalgrid train --data generated --out model.onnx` and start with"
              + " --set model.path=model.onnx");
    }
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw new ModelException(
          "model.path=" + path + " cannot be read (" + e + "); it must name an ONNX file", e);
    }
  }

  /** Whether there is a champion: false until {@link #open} has found one. */
  public boolean isOpen() {
    return lineup.champion() != null;
  }

  /**
   * The champion, for one batch; {@link LiveModel#leave} it afterwards.
   *
   * @return never null, once the models are open
   */
  public LiveModel enterChampion() {
    for (LiveModel model; ; ) {
      model = lineup.champion();
      if (model.enter()) {
        return model;
      }
    }
  }

  /** The shadow of the champion, or null. */
  public Shadow shadowOf(LiveModel champion) {
    Shadow shadow = lineup.shadow();
    return shadow != null && shadow.championId().equals(champion.scorer().modelId())
        ? shadow
        : null;
  }

  /**
   * Says that the champion failed on a batch. Its predecessor takes over at once on this member,
   * and soon in the grid. Called by lanes; waits for nothing.
   *
   * @return whether there is another champion now
   */
  public boolean fail(LiveModel champion, String why) {
    boolean replaced = lineup.replaceFailed(champion);
    if (replaced) {
      execute(() -> demote(champion.key(), champion.scorer().modelId(), why));
    }
    return replaced || lineup.champion() != champion;
  }

  private void demote(ModelKey key, String modelId, String why) {
    ModelRegistry.Demoted demoted = registry.demote(key, why);
    if (demoted == null) {
      LOG.error("Model {} fails on this member: {}", modelId, why);
      return; // it is the only one, or another member was first
    }
    ModelKey next = demoted.champion();
    if (!demoted.wasChampion()) {
      LOG.warn("Shadow {} is retired, {} goes on scoring: {}", modelId, next, why);
      return;
    }
    meters.demoted();
    LOG.error("Model {} is taken out of use, {} scores from now on: {}", modelId, next, why);
    IMap<String, AlertRow> alerts = hazelcast.getMap(Maps.ALERTS);
    String alertId = "model/" + modelId;
    AlertRow alert =
        new AlertRow(
            null,
            AlertRow.MODEL_DEMOTED,
            "HIGH",
            "Model " + modelId + " is out of use, " + next + " scores: " + why,
            clock.millis(),
            Times.NONE);
    alerts.set(alertId, alert);
    demotions.add(new Demotion(alertId, alert));
  }

  /** A model was taken out of use by this member. */
  public record Demotion(String alertId, AlertRow alert) {}

  /**
   * For the job, which has Kafka: the next demotion that the topic has not heard of.
   *
   * @return null if there is none
   */
  public Demotion pollDemotion() {
    return demotions.poll();
  }

  private void refreshSoon() {
    execute(this::refresh);
  }

  private void execute(Runnable task) {
    try {
      thread.execute(
          () -> {
            try {
              task.run();
            } catch (HazelcastInstanceNotActiveException e) {
              // The member is leaving.
            } catch (RuntimeException e) {
              LOG.error("The models could not be followed, the next try is soon: {}", e.toString());
            }
          });
    } catch (RejectedExecutionException e) {
      // The member is leaving.
    }
  }

  private void refresh() {
    try {
      follow();
    } catch (HazelcastInstanceNotActiveException e) {
      // The member is leaving.
    } catch (RuntimeException e) {
      LOG.error("The models could not be followed, the next try is soon: {}", e.toString());
    }
  }

  /** Brings what is loaded into line with the map. */
  private void follow() {
    Stages stages = Stages.read(models);
    LiveModel champion = wanted(stages.champion());
    boolean swapped =
        lineup.place(
            champion,
            stages.champion() == null ? 0 : stages.champion().turn(),
            wanted(stages.fallback()),
            wanted(stages.shadow()),
            this::pair);
    if (swapped) {
      LOG.info("Scoring with model {}", champion.key());
    }
    meters.show();
    publisher.publish();
  }

  private Shadow pair(LiveModel champion, LiveModel shadow) {
    if (!shadow.enter()) {
      throw new IllegalStateException("the shadow was closed while it was wanted");
    }
    String shadowId = shadow.scorer().modelId();
    LOG.info("Model {} is the shadow of {}", shadowId, champion.key());
    return new Shadow(
        champion.scorer().modelId(),
        shadow.scorer(),
        budgetPercent,
        threshold,
        why -> execute(() -> demote(shadow.key(), shadowId, why)),
        shadow::leave);
  }

  /** The model, loaded; null if there is none, or it cannot be used. */
  private LiveModel wanted(Stages.Placed placed) {
    if (placed == null || lineup.hasFailed(placed.key(), placed.turn())) {
      return null;
    }
    ModelKey key = placed.key();
    LiveModel loaded = lineup.loaded(key);
    ModelRow row = loaded == null ? models.get(key) : null;
    if (loaded != null || row == null) {
      return loaded;
    }
    try {
      return loader.load(key, row);
    } catch (ModelException e) {
      lineup.failed(key, placed.turn());
      demote(key, key.toString(), e.getMessage());
      return null;
    }
  }

  Lineup lineup() {
    return lineup;
  }

  long demotions() {
    return meters.demotions();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    meters.bindTo(registry);
    meterRegistry = registry;
  }

  @Override
  public void close() {
    if (listener != null && hazelcast.getLifecycleService().isRunning()) {
      models.removeEntryListener(listener);
    }
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("The models thread did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    lineup.close();
  }

  /** Any change of the map. */
  private record Changes(Runnable then)
      implements EntryAddedListener<ModelKey, ModelRow>,
          EntryUpdatedListener<ModelKey, ModelRow>,
          EntryRemovedListener<ModelKey, ModelRow> {
    @Override
    public void entryAdded(EntryEvent<ModelKey, ModelRow> event) {
      then.run();
    }

    @Override
    public void entryUpdated(EntryEvent<ModelKey, ModelRow> event) {
      then.run();
    }

    @Override
    public void entryRemoved(EntryEvent<ModelKey, ModelRow> event) {
      then.run();
    }
  }
}

package io.vitalgrid.pipeline.score;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.grid.settings.GridSettings;
import io.vitalgrid.grid.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of one member. They live in IMap {@code models}, so that a member that joins needs no
 * file: it scores with the grid's champion.
 */
public final class Models implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Models.class);
  private static final String KEY = "vitalgrid.models";
  private static final String CHAMPION = "champion";
  private static final String NAME = "readmission";

  private volatile Scorer champion;

  /** Makes these the models of a member that is about to start. */
  public void attachTo(Config config) {
    config.getUserContext().put(KEY, this);
  }

  static Models of(HazelcastInstance member) {
    return (Models) member.getUserContext().get(KEY);
  }

  /**
   * Takes the grid's champion; if there is none yet, deploys the file of {@code model.path} as
   * version 1.
   *
   * @throws ModelException if there is neither, or the model cannot be used
   */
  public void open(HazelcastInstance member, Settings settings) {
    IMap<ModelKey, ModelRow> models = member.getMap(Maps.MODELS);
    int threads = settings.get(GridSettings.MODEL_THREADS);
    ModelKey first = new ModelKey(NAME, 1);
    models.lock(first); // two members that start at once must not deploy two models
    try {
      Map.Entry<ModelKey, ModelRow> found = findChampion(models);
      if (found != null) {
        champion = new OnnxScorer(id(found.getKey()), checked(found), threads);
      } else {
        byte[] bytes = read(settings.get(GridSettings.MODEL_PATH));
        OnnxScorer scorer = new OnnxScorer(id(first), bytes, threads);
        champion = scorer;
        models.set(first, row(bytes, scorer));
      }
    } finally {
      models.unlock(first);
    }
    LOG.info("Scoring with model {}", champion.modelId());
  }

  private static Map.Entry<ModelKey, ModelRow> findChampion(IMap<ModelKey, ModelRow> models) {
    for (Map.Entry<ModelKey, ModelRow> entry : models.entrySet()) {
      if (CHAMPION.equals(entry.getValue().stage())) {
        return entry;
      }
    }
    return null;
  }

  private static byte[] checked(Map.Entry<ModelKey, ModelRow> model) {
    byte[] bytes = model.getValue().bytes();
    if (!sha256(bytes).equals(model.getValue().sha256())) {
      throw new ModelException(
          "Model " + id(model.getKey()) + " in map models does not match its checksum");
    }
    return bytes;
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

  private static ModelRow row(byte[] bytes, OnnxScorer scorer) {
    return new ModelRow(
        bytes,
        sha256(bytes),
        CHAMPION,
        Feature.names(scorer.features()),
        System.currentTimeMillis());
  }

  private static String id(ModelKey key) {
    return key.name() + "@" + key.version();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Scorer champion() {
    return champion;
  }

  @Override
  public void close() {
    Scorer scorer = champion;
    if (scorer != null) {
      scorer.close();
    }
  }
}

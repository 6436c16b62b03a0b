package io.vitalgrid.pipeline.command;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.sql.SqlResult;
import com.hazelcast.sql.SqlRow;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the model was given for other patients: the cohort that one patient is compared with. */
final class Background {
  private static final String OTHERS =
      "SELECT __key FROM predictions_entries WHERE model = ? AND __key <> ? LIMIT ";

  private final HazelcastInstance hazelcast;

  Background(HazelcastInstance hazelcast) {
    this.hazelcast = hazelcast;
  }

  /**
   * Rows of patients whose latest prediction is by the same model, as the grid's partitions have
   * them: by hash of their id, so like a random draw.
   *
   * @throws ModelException if there is nobody to compare with
   */
  List<float[]> rows(String patient, PredictionRow prediction, int count) {
    Set<String> ids = new TreeSet<>();
    try (SqlResult result =
        hazelcast.getSql().execute(OTHERS + count, prediction.model(), patient)) {
      for (SqlRow row : result) {
        ids.add(row.getObject(0));
      }
    }
    IMap<String, PredictionRow> predictions = hazelcast.getMap(Maps.PREDICTIONS);
    List<float[]> rows = new ArrayList<>();
    for (PredictionRow other : predictions.getAll(ids).values()) {
      if (prediction.model().equals(other.model()) && other.features() != null) {
        rows.add(other.features());
      }
    }
    if (rows.isEmpty()) {
      throw new ModelException(
          "No other patient has a risk by "
              + prediction.model()
              + ", and a risk is explained by comparison; try again when there are some");
    }
    rows.sort(Arrays::compare); // so that the same cohort gives the same answer
    return rows;
  }
}

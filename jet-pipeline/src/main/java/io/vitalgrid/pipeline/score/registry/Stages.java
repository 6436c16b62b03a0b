package io.vitalgrid.pipeline.score.registry;

import com.hazelcast.map.IMap;
import com.hazelcast.projection.Projections;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import java.util.Collection;

/**
 * Which model has which stage, read from IMap {@code models} without its bytes.
 *
 * @param champion null if there is none
 * @param fallback what scores when the champion cannot; null if there is none
 * @param shadow null if there is none
 */
record Stages(Placed champion, Placed fallback, Placed shadow) {
  /** A model and the turn of its last promotion. */
  record Placed(ModelKey key, long turn) {}

  static Stages read(IMap<ModelKey, ModelRow> models) {
    Collection<Object[]> rows =
        models.project(
            Projections.multiAttribute("__key.name", "__key.version", "stage", "turn", "fallback"));
    Placed champion = null;
    for (Object[] row : rows) {
      champion = row[2].equals(ModelRow.CHAMPION) ? later(champion, row) : champion;
    }
    Placed fallback = null;
    Placed shadow = null;
    for (Object[] row : rows) {
      boolean overtaken = row[2].equals(ModelRow.CHAMPION) && (Long) row[3] < champion.turn;
      if (overtaken || (row[2].equals(ModelRow.RETIRED) && (Boolean) row[4])) {
        fallback = later(fallback, row);
      } else if (row[2].equals(ModelRow.SHADOW)) {
        shadow = new Placed(key(row), (Long) row[3]);
      }
    }
    return new Stages(champion, fallback, shadow);
  }

  private static Placed later(Placed found, Object[] row) {
    long turn = (Long) row[3];
    return found == null || turn > found.turn ? new Placed(key(row), turn) : found;
  }

  private static ModelKey key(Object[] row) {
    return new ModelKey((String) row[0], (Integer) row[1]);
  }
}

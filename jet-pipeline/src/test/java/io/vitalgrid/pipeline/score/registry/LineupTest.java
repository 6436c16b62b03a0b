package io.vitalgrid.pipeline.score.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.pipeline.score.model.Feature;
import io.vitalgrid.pipeline.score.model.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineupTest {
  private static final ModelKey FIRST = new ModelKey("readmission", 1);
  private static final ModelKey SECOND = new ModelKey("readmission", 2);
  private static final ModelKey THIRD = new ModelKey("readmission", 3);

  private final Lineup lineup = new Lineup();

  /** It has a turn of its own, which this member learns when it reads the map. */
  @Test
  void when_theSuccessorOfAFailedChampionFailsToo_then_itHasFailedInItsOwnTurn() {
    LiveModel first = model(FIRST);
    LiveModel second = model(SECOND);
    lineup.place(second, 2, first, null, null);
    lineup.place(model(THIRD), 3, second, null, null);
    assertThat(lineup.replaceFailed(lineup.champion())).isTrue();
    lineup.place(second, 4, first, null, null);

    assertThat(lineup.replaceFailed(second)).isTrue();

    assertThat(lineup.champion()).isSameAs(first);
    assertThat(lineup.hasFailed(SECOND, 4)).isTrue();
    lineup.place(second, 4, null, null, null); // the map is behind
    assertThat(lineup.champion()).isSameAs(first);
    assertThat(lineup.hasFailed(SECOND, 5)).as("promoted again").isFalse();
  }

  private static LiveModel model(ModelKey key) {
    return new LiveModel(key, new Silent(key.toString()), null);
  }

  private record Silent(String modelId) implements Scorer {
    @Override
    public List<Feature> features() {
      return List.of();
    }

    @Override
    public void score(float[] rows, int count, double[] risks) {}

    @Override
    public void close() {}
  }
}

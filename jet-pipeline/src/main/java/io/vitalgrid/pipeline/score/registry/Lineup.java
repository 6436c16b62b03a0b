package io.vitalgrid.pipeline.score.registry;

import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.pipeline.score.shadow.Shadow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The models that a member has loaded. Lanes read it without a lock; changes are made one at a
 * time, and what has no place any more is released.
 */
final class Lineup {
  private final Map<ModelKey, Long> failedInTurn = new HashMap<>();
  private volatile LiveModel champion;
  private volatile Shadow shadow;
  private volatile long championSinceMs;
  private LiveModel fallback;
  private LiveModel shadowModel;
  private long turn;

  LiveModel champion() {
    return champion;
  }

  Shadow shadow() {
    return shadow;
  }

  /** When this member began to score with its champion, epoch ms. */
  long championSinceMs() {
    return championSinceMs;
  }

  /**
   * Puts models in their places.
   *
   * @param newChampion or null to keep the one there is
   * @param itsTurn the turn of its promotion
   * @param newFallback or null
   * @param newShadow or null
   * @param pair starts the comparison of champion and shadow
   * @return whether the champion is another one than before
   */
  synchronized boolean place(
      LiveModel newChampion,
      long itsTurn,
      LiveModel newFallback,
      LiveModel newShadow,
      BiFunction<LiveModel, LiveModel, Shadow> pair) {
    LiveModel[] before = {champion, fallback, shadowModel};
    boolean changes = newChampion != null && newChampion != champion;
    changes &= newChampion != null && !hasFailed(newChampion.key(), itsTurn);
    if (changes) {
      champion = newChampion;
      championSinceMs = System.currentTimeMillis();
    }
    if (newChampion == champion) {
      turn = itsTurn; // the predecessor of one that failed gets a new one
    }
    fallback = newFallback == champion ? null : newFallback;
    if (!Objects.equals(shadowModel, newShadow) || !isOfChampion(shadow)) {
      if (shadow != null) {
        shadow.close();
      }
      shadowModel = newShadow;
      shadow = newShadow == null ? null : pair.apply(champion, newShadow);
    }
    releaseUnplaced(before);
    return changes;
  }

  /** Whether it is compared with the champion; none is. */
  private boolean isOfChampion(Shadow of) {
    return of == null || of.championId().equals(champion.scorer().modelId());
  }

  /**
   * The champion failed: its predecessor takes its place.
   *
   * @return false if another one has it already, or there is no predecessor
   */
  synchronized boolean replaceFailed(LiveModel model) {
    if (champion != model || fallback == null) {
      return false;
    }
    failedInTurn.put(model.key(), turn);
    champion = fallback;
    fallback = null;
    championSinceMs = System.currentTimeMillis();
    releaseUnplaced(model);
    return true;
  }

  synchronized void failed(ModelKey key, long inTurn) {
    failedInTurn.put(key, inTurn);
  }

  /** Whether it failed here and was not promoted again since. */
  synchronized boolean hasFailed(ModelKey key, long inTurn) {
    return failedInTurn.getOrDefault(key, -1L) >= inTurn;
  }

  /** The loaded model of this key, or null. */
  synchronized LiveModel loaded(ModelKey key) {
    return Stream.of(champion, fallback, shadowModel)
        .filter(each -> each != null && each.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  private void releaseUnplaced(LiveModel... models) {
    Arrays.stream(models)
        .filter(each -> each != null && each != champion && each != fallback)
        .filter(each -> each != shadowModel)
        .distinct()
        .forEach(LiveModel::release);
  }

  /** Releases all. Nobody may enter afterwards. */
  synchronized void close() {
    if (shadow != null) {
      shadow.close();
    }
    Stream.of(champion, fallback, shadowModel)
        .filter(Objects::nonNull)
        .distinct()
        .forEach(LiveModel::release);
  }
}

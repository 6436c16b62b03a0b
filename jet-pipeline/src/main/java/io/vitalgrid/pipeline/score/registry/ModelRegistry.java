package io.vitalgrid.pipeline.score.registry;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.vitalgrid.grid.Maps;
import io.vitalgrid.grid.row.ModelKey;
import io.vitalgrid.grid.row.ModelRow;
import io.vitalgrid.pipeline.score.model.ModelCard;
import io.vitalgrid.pipeline.score.model.ModelException;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Changes what is in IMap {@code models}, from a member or from a client. One change at a time in
 * the whole grid, under a lock that ends by itself if its holder dies.
 *
 * <p>A promotion writes the new champion first, with the highest turn, and then retires the old
 * one: whoever looks in between sees two champions, of which the one with the higher turn counts;
 * whoever dies in between leaves no grid without champion.
 *
 * <p>Example: readmission@1 is champion with turn 1; readmission@2 is promoted (turn 2), fails, and
 * is demoted: @2 is retired for good, @1 is champion again (turn 3).
 */
public final class ModelRegistry {
  private static final ModelKey LOCK = new ModelKey("", 0);
  private static final long LOCK_SECONDS = 30;

  private final IMap<ModelKey, ModelRow> models;
  private final Clock clock;

  public ModelRegistry(HazelcastInstance hazelcast, Clock clock) {
    models = hazelcast.getMap(Maps.MODELS);
    this.clock = clock;
  }

  /** Adds a version and makes it the shadow; the shadow there was is retired. */
  public ModelKey deploy(String name, String kind, byte[] bytes, ModelCard card) {
    return locked(
        () -> {
          ModelKey key = new ModelKey(name, latestVersion(name) + 1);
          retireShadows("replaced by shadow " + key);
          models.set(key, shadow(kind, bytes, card));
          return key;
        });
  }

  /**
   * Adds the grid's first model as its champion, unless it has one.
   *
   * @return the champion
   */
  ModelKey deployFirst(String name, Supplier<byte[]> bytes, CardOf cardOf) {
    return locked(
        () -> {
          Optional<Map.Entry<ModelKey, ModelRow>> champion = champion();
          if (champion.isPresent()) {
            return champion.get().getKey();
          }
          ModelKey key = new ModelKey(name, latestVersion(name) + 1);
          byte[] file = bytes.get();
          ModelCard card = cardOf.card(key, file);
          models.set(
              key, shadow(ModelRow.ONNX, file, card).promoted(nextTurn(), "first model", now()));
          return key;
        });
  }

  /** Says what is known of a model's bytes, or that they are no model. */
  interface CardOf {
    ModelCard card(ModelKey key, byte[] bytes);
  }

  private ModelRow shadow(String kind, byte[] bytes, ModelCard card) {
    return new ModelRow(
        bytes,
        Checksum.of(bytes),
        kind,
        card.toJson(),
        String.join(",", card.features()),
        ModelRow.SHADOW,
        0,
        false,
        "deployed",
        now(),
        now());
  }

  /**
   * Makes a model the champion; the one there was may return.
   *
   * @throws ModelException if there is no such model, or it cannot be champion
   */
  public void promote(ModelKey key) {
    locked(
        () -> {
          ModelRow row = existing(key);
          if (row.kind().equals(ModelRow.PYTHON)) {
            throw new ModelException(
                "Model "
                    + key
                    + " runs in Python, which is too slow for a champion; export it as ONNX and"
                    + " deploy that");
          }
          Optional<Map.Entry<ModelKey, ModelRow>> old = champion();
          if (old.isPresent() && old.get().getKey().equals(key)) {
            throw new ModelException("Model " + key + " is the champion already");
          }
          replaceChampion(key, row, "promoted", true, "replaced by " + key);
          return key;
        });
  }

  /**
   * Makes the champion's predecessor champion again; the champion is retired and does not return.
   *
   * @return the new champion
   * @throws ModelException if there is no predecessor
   */
  public ModelKey rollback() {
    return locked(
        () -> {
          Map.Entry<ModelKey, ModelRow> fallback =
              fallback()
                  .orElseThrow(
                      () ->
                          new ModelException(
                              "There is no model to roll back to: none was champion before."
                                  + " `./vitalgrid model list` shows what there is;"
                                  + " promote one of them"));
          replaceChampion(
              fallback.getKey(), fallback.getValue(), "rolled back to", false, "rolled back");
          return fallback.getKey();
        });
  }

  /**
   * Takes a model out of use because it failed; if it is the champion, its predecessor takes over.
   * A champion without predecessor stays.
   *
   * @return null if the champion is the only one, or if another member has replaced it already; a
   *     shadow is retired either way
   */
  Demoted demote(ModelKey key, String why) {
    return locked(
        () -> {
          ModelRow row = models.get(key);
          if (row == null) {
            return null;
          }
          if (row.turn() == 0) { // never promoted: the shadow, unless another member was first
            if (row.stage().equals(ModelRow.SHADOW)) {
              models.set(key, row.retired(false, "failed: " + why, now()));
            }
            return new Demoted(false, champion().map(Map.Entry::getKey).orElse(null));
          }
          Optional<Map.Entry<ModelKey, ModelRow>> fallback = fallback();
          if (!row.stage().equals(ModelRow.CHAMPION) || fallback.isEmpty()) {
            return null;
          }
          ModelKey next = fallback.get().getKey();
          String because = key + " failed";
          replaceChampion(next, fallback.get().getValue(), because, false, "failed: " + why);
          return new Demoted(true, next);
        });
  }

  /**
   * A model is out of use.
   *
   * @param wasChampion or else a shadow
   * @param champion that scores from now on, or as before
   */
  record Demoted(boolean wasChampion, ModelKey champion) {}

  /**
   * Takes a model out of use.
   *
   * @throws ModelException if there is no such model, or it is the champion
   */
  public void retire(ModelKey key) {
    locked(
        () -> {
          ModelRow row = existing(key);
          if (row.stage().equals(ModelRow.CHAMPION)) {
            throw new ModelException(
                "Model "
                    + key
                    + " is the champion; promote another one, or roll back, before it is retired");
          }
          models.set(key, row.retired(false, "retired", now()));
          return key;
        });
  }

  private void replaceChampion(
      ModelKey key, ModelRow row, String why, boolean oldMayReturn, String oldWhy) {
    Optional<Map.Entry<ModelKey, ModelRow>> old = champion();
    models.set(key, row.promoted(nextTurn(), why, now()));
    old.ifPresent(
        entry -> models.set(entry.getKey(), entry.getValue().retired(oldMayReturn, oldWhy, now())));
  }

  private void retireShadows(String why) {
    for (Map.Entry<ModelKey, ModelRow> each : models.entrySet()) {
      if (each.getValue().stage().equals(ModelRow.SHADOW)) {
        models.set(each.getKey(), each.getValue().retired(false, why, now()));
      }
    }
  }

  /** The model that scores. */
  Optional<Map.Entry<ModelKey, ModelRow>> champion() {
    return highestTurn(row -> row.stage().equals(ModelRow.CHAMPION));
  }

  /** The model that scores when the champion cannot. */
  private Optional<Map.Entry<ModelKey, ModelRow>> fallback() {
    return highestTurn(row -> row.stage().equals(ModelRow.RETIRED) && row.fallback());
  }

  private Optional<Map.Entry<ModelKey, ModelRow>> highestTurn(Predicate<ModelRow> which) {
    return models.entrySet().stream()
        .filter(entry -> which.test(entry.getValue()))
        .max(Comparator.comparingLong(entry -> entry.getValue().turn()));
  }

  private long nextTurn() {
    return models.values().stream().mapToLong(ModelRow::turn).max().orElse(0) + 1;
  }

  private int latestVersion(String name) {
    return models.keySet().stream()
        .filter(key -> key.name().equals(name))
        .mapToInt(ModelKey::version)
        .max()
        .orElse(0);
  }

  private ModelRow existing(ModelKey key) {
    ModelRow row = models.get(key);
    if (row == null) {
      throw new ModelException(
          "There is no model "
              + key
              + "; there are "
              + models.keySet().stream().map(ModelKey::toString).sorted().toList());
    }
    return row;
  }

  /**
   * The model of this name.
   *
   * @param text name@version, or a name alone for its latest version
   * @throws ModelException if there is none
   */
  public ModelKey find(String text) {
    int at = text.indexOf('@');
    if (at < 0) {
      return checked(new ModelKey(text, latestVersion(text)));
    }
    try {
      return checked(new ModelKey(text.substring(0, at), Integer.parseInt(text.substring(at + 1))));
    } catch (NumberFormatException e) {
      throw new ModelException(
          "\"" + text + "\" must be name@version or a name, as in readmission@3", e);
    }
  }

  private ModelKey checked(ModelKey key) {
    existing(key);
    return key;
  }

  private long now() {
    return clock.millis();
  }

  private <T> T locked(Supplier<T> change) {
    models.lock(LOCK, LOCK_SECONDS, TimeUnit.SECONDS);
    try {
      return change.get();
    } finally {
      models.unlock(LOCK);
    }
  }
}

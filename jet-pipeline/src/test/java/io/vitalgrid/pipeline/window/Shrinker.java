package io.vitalgrid.pipeline.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Makes a failing list of steps as short as it goes: leaves out steps while it still fails. */
public final class Shrinker {
  private Shrinker() {}

  /**
   * Leaves out steps, many at once first, until each one left is needed.
   *
   * @param failure says what is wrong with a list of steps, or null
   */
  public static <T> List<T> shrink(List<T> failing, Function<List<T>, String> failure) {
    List<T> smallest = new ArrayList<>(failing);
    for (int chunk = smallest.size() / 2; chunk >= 1; chunk = chunk > 1 ? chunk / 2 : 0) {
      for (boolean shorter = true; shorter; ) {
        shorter = false;
        for (int at = 0; at + chunk <= smallest.size(); ) {
          List<T> candidate = new ArrayList<>(smallest);
          candidate.subList(at, at + chunk).clear();
          if (failure.apply(candidate) == null) {
            at += chunk;
          } else {
            smallest = candidate;
            shorter = true;
          }
        }
      }
    }
    return smallest;
  }
}

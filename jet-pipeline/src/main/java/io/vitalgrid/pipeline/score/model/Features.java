package io.vitalgrid.pipeline.score.model;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.Profile;
import io.vitalgrid.pipeline.clinical.News2;
import io.vitalgrid.pipeline.patient.Pane;
import io.vitalgrid.pipeline.score.model.Feature.Extractor;
import io.vitalgrid.pipeline.score.model.Feature.Kind;
import io.vitalgrid.pipeline.window.Timing;
import io.vitalgrid.pipeline.window.WindowStats;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All features that the grid offers to models: the admission's facts, the pane's statistics of each
 * vital, and NEWS2.
 *
 * <p>The admission's pressures, {@code systolic_bp} and {@code diastolic_bp}, are the window's
 * means where it has readings: so a model of the admission's eleven facts follows the bedside.
 * {@code <vital>_age} is how long before the pane the vital was read last: before the newest
 * reading for an EARLY pane, before the window's end for one that has settled.
 */
public final class Features {
  private static final double SECONDS_PER_DAY = 86_400;
  private static final double LARGE = 1e6;
  private static final List<String> NO_YES = List.of("No", "Yes");
  private static final List<String> GENDERS = List.of("Male", "Female", "Other");
  private static final List<String> DESTINATIONS = List.of("Home", "Nursing_Facility", "Rehab");

  private static final Map<String, Feature> ALL = new LinkedHashMap<>();

  /** The admission's eleven, which are the columns of the readmission data set. */
  private static final List<Feature> PROFILE;

  static {
    profile();
    PROFILE = List.copyOf(ALL.values());
    for (int v = 0; v < Vital.COUNT; v++) {
      ofVital(Vital.of(v));
    }
    add("event_count", "events", Kind.WINDOW, 0, LARGE, pane -> pane.stats().events());
    add("news2", "points", Kind.WINDOW, 0, 20, Features::news2);
  }

  private Features() {}

  /** Every feature, in the order of the documentation. */
  public static Collection<Feature> all() {
    return Collections.unmodifiableCollection(ALL.values());
  }

  /** The admission's eleven, in the order of the readmission data set's columns. */
  public static List<Feature> ofProfile() {
    return PROFILE;
  }

  /**
   * The feature of this name.
   *
   * @throws ModelException naming what there is
   */
  public static Feature named(String name) {
    Feature feature = ALL.get(name);
    if (feature == null) {
      throw new ModelException(
          "The model wants feature \"" + name + "\"; there are " + String.join(", ", ALL.keySet()));
    }
    return feature;
  }

  /** Whether there is a feature of this name. */
  public static boolean exists(String name) {
    return ALL.containsKey(name);
  }

  private static void profile() {
    fact("age", "years", 0, 130, Profile::age);
    words("gender", GENDERS, Profile::gender);
    pressure("systolic_bp", Vital.SYSTOLIC_BP, Profile::systolicBp);
    pressure("diastolic_bp", Vital.DIASTOLIC_BP, Profile::diastolicBp);
    fact("cholesterol", "mg/dL", 20, 1500, Profile::cholesterol);
    fact("bmi", "kg/m²", 5, 150, Profile::bmi);
    words("diabetes", NO_YES, profile -> profile.diabetes() ? "Yes" : "No");
    words("hypertension", NO_YES, profile -> profile.hypertension() ? "Yes" : "No");
    fact("medication_count", "drugs", 0, 200, Profile::medicationCount);
    fact("length_of_stay", "days", 0, 3650, Profile::lengthOfStay);
    words("discharge_destination", DESTINATIONS, Profile::dischargeDestination);
  }

  private static void ofVital(Vital vital) {
    double min = vital.min();
    double max = vital.max();
    String unit = vital.unit();
    window(vital, "count", "readings", 0, LARGE, pane -> pane.stats().count(vital));
    window(vital, "mean", unit, min, max, pane -> pane.stats().mean(vital));
    window(vital, "min", unit, min, max, pane -> pane.stats().min(vital));
    window(vital, "max", unit, min, max, pane -> pane.stats().max(vital));
    window(vital, "stddev", unit, 0, max - min, pane -> pane.stats().standardDeviation(vital));
    window(
        vital, "slope", unit + "/min", -LARGE, LARGE, pane -> pane.stats().slopePerMinute(vital));
    window(vital, "last", unit, min, max, pane -> lastOf(pane, vital));
    window(vital, "age", "s", 0, SECONDS_PER_DAY, pane -> ageSeconds(pane, vital));
  }

  private static void window(
      Vital vital, String figure, String unit, double low, double high, Extractor extractor) {
    add(vital.fieldName() + "_" + figure, unit, Kind.WINDOW, low, high, extractor);
  }

  private interface Fact {
    double of(Profile profile);
  }

  private interface Word {
    String of(Profile profile);
  }

  private static void fact(String name, String unit, double low, double high, Fact fact) {
    add(name, unit, Kind.PROFILE, low, high, pane -> fact.of(pane.profile()));
  }

  private static void words(String name, List<String> words, Word word) {
    Extractor code = pane -> Math.max(0, words.indexOf(word.of(pane.profile())));
    ALL.put(name, new Feature(name, "", Kind.PROFILE, 0, words.size() - 1.0, words, code));
  }

  private static void pressure(String name, Vital vital, Fact atAdmission) {
    add(
        name,
        vital.unit(),
        Kind.PROFILE_OR_WINDOW,
        vital.min(),
        vital.max(),
        pane -> {
          WindowStats stats = pane.stats();
          return stats.count(vital) == 0 ? atAdmission.of(pane.profile()) : stats.mean(vital);
        });
  }

  private static void add(
      String name, String unit, Kind kind, double low, double high, Extractor extractor) {
    ALL.put(name, new Feature(name, unit, kind, low, high, List.of(), extractor));
  }

  private static double lastOf(Pane pane, Vital vital) {
    return pane.stats().count(vital) == 0 ? Double.NaN : pane.stats().last(vital);
  }

  private static double ageSeconds(Pane pane, Vital vital) {
    WindowStats stats = pane.stats();
    if (stats.count(vital) == 0) {
      return Double.NaN;
    }
    long untilMs = pane.timing() == Timing.EARLY ? newestMs(stats) : pane.endMs();
    return (untilMs - stats.lastAtMs(vital)) / 1000.0;
  }

  private static long newestMs(WindowStats stats) {
    long newest = Long.MIN_VALUE;
    for (int v = 0; v < Vital.COUNT; v++) {
      newest = Math.max(newest, stats.lastAtMs(Vital.of(v)));
    }
    return newest;
  }

  private static double news2(Pane pane) {
    return pane.news2() == News2.NONE ? Double.NaN : News2.total(pane.news2());
  }
}

package io.vitalgrid.pipeline.score.model;

import io.vitalgrid.pipeline.patient.Pane;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One number that a model can ask for, drawn from a pane. {@link Features} lists them all.
 *
 * <p>A feature that the pane does not have is NaN; only those of a window can be missing, for a
 * pane is scored only when its patient's profile is known.
 */
public final class Feature {
  /** Draws the value from a pane with a profile. */
  @FunctionalInterface
  interface Extractor {
    double value(Pane pane);
  }

  /** Whose the value is, and so how old it can be. */
  public enum Kind {
    /** The admission record's. */
    PROFILE,
    /** The window's where it has readings, else the admission record's. */
    PROFILE_OR_WINDOW,
    /** The window's. */
    WINDOW
  }

  private final String name;
  private final String unit;
  private final Kind kind;
  private final double low;
  private final double high;
  private final List<String> words;
  private final Extractor extractor;

  /**
   * @param low the lowest value that occurs
   * @param high the highest value that occurs
   * @param words what the values 0, 1, 2 … stand for; empty for a measurement
   */
  Feature(
      String name,
      String unit,
      Kind kind,
      double low,
      double high,
      List<String> words,
      Extractor extractor) {
    this.name = name;
    this.unit = unit;
    this.kind = kind;
    this.low = low;
    this.high = high;
    this.words = words;
    this.extractor = extractor;
  }

  public String featureName() {
    return name;
  }

  /** Such as mmHg; empty where there is none. */
  public String unit() {
    return unit;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether a pane that is scored may lack it. */
  public boolean mayBeMissing() {
    return kind == Kind.WINDOW;
  }

  /** The lowest value that occurs, in {@link #unit()}. */
  public double low() {
    return low;
  }

  /** The highest value that occurs, in {@link #unit()}. */
  public double high() {
    return high;
  }

  /** Whether its values stand for words. */
  public boolean isCategory() {
    return !words.isEmpty();
  }

  /** What the values 0, 1, 2 … stand for; empty for a measurement. */
  public List<String> words() {
    return words;
  }

  /** The value in this pane, whose profile must be known; NaN where it has none. */
  public float value(Pane pane) {
    return (float) extractor.value(pane);
  }

  /**
   * @param names feature names separated by commas
   * @throws ModelException naming what is unknown and what there is
   */
  public static List<Feature> list(String names) {
    return Arrays.stream(names.split(",", -1)).map(String::strip).map(Features::named).toList();
  }

  /** The names, separated by commas. */
  public static String names(List<Feature> features) {
    return features.stream().map(Feature::featureName).collect(Collectors.joining(","));
  }

  @Override
  public String toString() {
    return name;
  }
}

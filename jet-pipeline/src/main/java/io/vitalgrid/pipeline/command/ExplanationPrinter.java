package io.vitalgrid.pipeline.command;

import io.vitalgrid.grid.Vital;
import io.vitalgrid.grid.row.PatientRow;
import io.vitalgrid.grid.row.PredictionRow;
import io.vitalgrid.grid.row.Times;
import io.vitalgrid.pipeline.score.explain.Explanation;
import io.vitalgrid.pipeline.score.explain.Explanation.Contribution;
import io.vitalgrid.pipeline.score.model.Feature;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Writes an explanation for people, the largest contribution first. */
final class ExplanationPrinter {
  private static final String ROW = "  %+7.2f%s  %-24s %-20s %s";

  private final PrintWriter out;
  private final long nowMs;

  ExplanationPrinter(PrintWriter out, long nowMs) {
    this.out = out;
    this.nowMs = nowMs;
  }

  /**
   * @param state or null if the patient has none any more
   */
  void print(
      String patient,
      PredictionRow prediction,
      PatientRow state,
      int others,
      Explanation explanation) {
    line(
        "%s: risk %.2f %% by %s, scored %s ago (%s, window to %s)",
        patient,
        100 * explanation.risk(),
        prediction.model(),
        age(nowMs - prediction.scoredAtMs()),
        prediction.timing(),
        Instant.ofEpochMilli(prediction.windowEndMs()));
    line("Compared with %d other patients; %s.", others, how(explanation.method()));
    line("");
    line("   points  feature                  value                read");
    boolean sampled = explanation.method() == Explanation.Method.SAMPLED;
    List<Contribution> ordered =
        explanation.contributions().stream()
            .sorted(Comparator.comparingDouble(each -> -Math.abs(each.points())))
            .toList();
    for (Contribution each : ordered) {
      String error = sampled ? String.format(Locale.ROOT, " ± %.2f", 100 * each.error()) : "";
      line(
          ROW,
          100 * each.points(),
          error,
          each.feature().featureName(),
          value(each),
          readAt(each.feature(), state));
    }
    line("");
    line(
        "base %.2f %% + contributions = %.2f %% (adds up within %.0e)",
        100 * explanation.base(), 100 * explanation.sum(), Explanation.TOLERANCE);
  }

  private static String how(Explanation.Method method) {
    return switch (method) {
      case LINEAR -> "the model is linear in the log odds, the contributions are exact there";
      case EXACT -> "Shapley values over all coalitions of features, of 32 of them at most";
      case SAMPLED -> "Shapley values over random orders of features, with their standard errors";
    };
  }

  private static String value(Contribution contribution) {
    Feature feature = contribution.feature();
    float value = contribution.value();
    if (Float.isNaN(value)) {
      return "missing";
    }
    if (feature.isCategory()) {
      return feature.words().get((int) value);
    }
    String number = String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    return (number + " " + feature.unit()).strip();
  }

  private String readAt(Feature feature, PatientRow state) {
    if (state == null) {
      return "";
    }
    long readMs = feature.kind() == Feature.Kind.PROFILE ? Times.NONE : lastRead(feature, state);
    if (readMs != Times.NONE) {
      return age(nowMs - readMs) + " ago";
    }
    return state.profile() == null
        ? ""
        : "at admission, " + age(nowMs - state.profile().admittedAtMs()) + " ago";
  }

  /** When the feature's vital was read last, or for one of all vitals, any of them. */
  private static long lastRead(Feature feature, PatientRow state) {
    long newest = Times.NONE;
    for (int v = 0; v < Vital.COUNT; v++) {
      long readMs = state.lastAt()[v];
      if (feature.featureName().startsWith(Vital.of(v).fieldName())) {
        return readMs;
      }
      newest = Math.max(newest, readMs);
    }
    return newest;
  }

  private static String age(long ms) {
    long seconds = Math.max(0, ms) / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 120 ? minutes + " min" : minutes / 60 + " h";
  }

  private void line(String format, Object... arguments) {
    out.println(String.format(Locale.ROOT, format, arguments).stripTrailing());
    out.flush();
  }
}
